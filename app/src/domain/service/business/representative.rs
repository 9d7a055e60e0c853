//! Who speaks for a business.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::PERSON_MAX;
use crate::domain::{
    Malformed, PhoneNumber,
    account::spelled,
    service::{
        field::Field,
        reader::{self, Reader},
    },
};

/// The rank of whoever speaks for a business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum JobPosition {
    /// A director.
    Director,
    /// A general manager.
    GeneralManager,
    /// A vice president.
    VicePresident,
    /// The chief executive.
    ChiefExecutive,
    /// The chief financial officer.
    ChiefFinancial,
    /// The general counsel.
    GeneralCounsel,
}

spelled!(
    JobPosition,
    "position",
    Director = "director",
    GeneralManager = "general_manager",
    VicePresident = "vice_president",
    ChiefExecutive = "chief_executive",
    ChiefFinancial = "chief_financial",
    GeneralCounsel = "general_counsel"
);

/// Whoever speaks for a business.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Representative {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail.
    pub email: String,
    /// Phone number.
    pub phone: PhoneNumber,
    /// What is printed on the visiting card.
    pub title: String,
    /// Rank.
    pub position: JobPosition,
}

impl Representative {
    pub(super) fn read(form: &mut Reader<'_>) -> Option<Self> {
        let first_name = form.text(Field::FirstName, PERSON_MAX);
        let last_name = form.text(Field::LastName, PERSON_MAX);
        let email = form.read(Field::Email, reader::email);
        let phone = form.read(Field::Phone, reader::phone);
        let title = form.text(Field::JobTitle, PERSON_MAX);
        let position = form.choice(Field::JobPosition);
        Some(Self {
            first_name: first_name?,
            last_name: last_name?,
            email: email?,
            phone: phone?,
            title: title?,
            position: position?,
        })
    }
}
