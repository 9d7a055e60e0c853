//! Compliance services, which an account applies for on its one standing approval: what each of them asks for, and
//! where an application stands. [`Form::parse`] knows the rules of the vendor that a form can be held to before it is
//! sent; [`Application::next`] is the transition function.

mod application;
mod business;
mod caller_name;
mod field;
mod form;
mod note;
mod reader;
mod reason;
#[doc(hidden)]
pub mod sample;
mod toll_free;

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{CountryCode, Malformed, PhoneNumber, account::spelled, region::Area};

pub use application::{Application, Edit, Event, Impossible, Word};
pub use business::{
    Address, Authority, Business, BusinessType, Industry, JobPosition, Region, Registration, Representative,
};
pub use caller_name::CallerName;
pub use field::{Field, Why, Wrong};
pub use form::{A2pBrand, Cnam, Company, Fields, Form, Listing, ShakenStir, StockExchange};
pub use note::{Note, Reading, Ready, Step};
pub use reason::Reason;
pub use toll_free::{
    Contact, MessageVolume, OptIn, OptInType, RegistrationAuthority, TollFree, TollFreeBusiness, TollFreeRegistration,
    UseCase,
};

/// A service that an account applies for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Service {
    /// Registration of the business with the US carriers' registry, to send text messages from local numbers.
    A2pBrand,
    /// Verification of a toll-free number, to send text messages from it.
    TollFree,
    /// The name that is shown with a call.
    Cnam,
    /// Calls signed as coming from whom they claim to come from.
    ShakenStir,
}

spelled!(Service, "service", A2pBrand = "a2p-brand", TollFree = "toll-free", Cnam = "cnam", ShakenStir = "shaken-stir");

impl Service {
    /// Whether it can be for this number: names are shown for numbers of the United States alone, and calls are signed
    /// for toll-free ones too. A brand is for no number in particular.
    #[must_use]
    pub fn takes(self, number: &PhoneNumber) -> bool {
        let Some((npa, _)) = number.nanp() else { return false };
        match (self, Area::of(npa)) {
            (Self::Cnam | Self::ShakenStir, Area::Country(country)) => country == CountryCode::US,
            (Self::TollFree | Self::ShakenStir, Area::TollFree) => true,
            _ => false,
        }
    }
}

/// The services in the order in which they are shown.
pub const SERVICES: [Service; 4] = [Service::A2pBrand, Service::TollFree, Service::Cnam, Service::ShakenStir];
