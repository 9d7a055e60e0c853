//! A business as the vendor wants to know it.
//!
//! Fields and closed lists: Twilio's guides "API: Create a Secondary Customer Profile" and "SHAKEN/STIR Onboarding –
//! Trust Hub REST API (ISVs/Resellers)".

mod address;
mod business_type;
mod industry;
mod region;
mod registration;
mod representative;

use std::collections::BTreeSet;

pub use address::Address;
pub use business_type::BusinessType;
pub use industry::Industry;
pub use region::Region;
pub use registration::{Authority, Registration};
pub use representative::{JobPosition, Representative};

use super::{
    field::Field,
    reader::{self, Reader},
};

/// A business.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Business {
    /// Legal name.
    pub name: String,
    /// Legal form.
    pub kind: BusinessType,
    /// What it does.
    pub industry: Industry,
    /// Its number in a register.
    pub registration: Registration,
    /// Where it works; never empty.
    pub regions: BTreeSet<Region>,
    /// Its website.
    pub website: String,
    /// Where it is.
    pub address: Address,
    /// Who speaks for it.
    pub representative: Representative,
}

/// The longest name of a business.
pub(super) const NAME_MAX: u16 = 255;
/// The longest name of a person, and the longest title.
pub(super) const PERSON_MAX: u16 = 100;

impl Business {
    pub(super) fn read(form: &mut Reader<'_>) -> Option<Self> {
        let name = form.text(Field::BusinessName, NAME_MAX);
        let kind = form.choice(Field::BusinessType);
        let industry = form.choice(Field::Industry);
        let registration = Registration::read(form);
        let regions = form.choices(Field::Regions);
        let website = form.read(Field::Website, reader::website);
        let address = Address::read(form);
        let representative = Representative::read(form);
        Some(Self {
            name: name?,
            kind: kind?,
            industry: industry?,
            registration: registration?,
            regions: regions?,
            website: website?,
            address: address?,
            representative: representative?,
        })
    }
}
