//! Who may do what with the people of an account. Operators are the house's own: no page makes one.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{Malformed, Role, account::spelled};

/// A role that can be given to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MemberRole {
    /// Searches and buys.
    Buyer,
    /// A buyer who also manages the people of the account.
    Admin,
}

spelled!(MemberRole, "role", Buyer = "buyer", Admin = "admin");

impl From<MemberRole> for Role {
    fn from(role: MemberRole) -> Self {
        match role {
            MemberRole::Buyer => Self::Buyer,
            MemberRole::Admin => Self::Admin,
        }
    }
}

impl MemberRole {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Buyer => Self::Admin,
            Self::Admin => Self::Buyer,
        }
    }
}

impl Role {
    /// The role as one that was given; an operator's was not.
    #[must_use]
    pub const fn given(self) -> Option<MemberRole> {
        match self {
            Self::Buyer => Some(MemberRole::Buyer),
            Self::Admin => Some(MemberRole::Admin),
            Self::Operator => None,
        }
    }

    /// Whether people of this role manage those of their account.
    #[must_use]
    pub const fn manages(self) -> bool {
        matches!(self, Self::Admin | Self::Operator)
    }

    /// Whether somebody of this role may give another role to somebody of that one.
    #[must_use]
    pub const fn may_change(self, other: Self) -> bool {
        self.manages() && other.given().is_some()
    }

    /// Whether somebody of this role may remove somebody of that one.
    #[must_use]
    pub const fn may_remove(self, other: Self) -> bool {
        self.may_change(other) || matches!((self, other), (Self::Operator, Self::Operator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_touches_whoever_ranks_above_them() {
        use Role::{Admin, Buyer, Operator};
        let all = [Buyer, Admin, Operator];
        let pairs = |may: fn(Role, Role) -> bool| {
            let each = all.into_iter().flat_map(|one| all.map(|other| (one, other)));
            each.filter(|(one, other)| may(*one, *other)).collect::<Vec<_>>()
        };
        let members = [(Admin, Buyer), (Admin, Admin), (Operator, Buyer), (Operator, Admin)];
        assert_eq!(pairs(Role::may_change), members);
        assert_eq!(pairs(Role::may_remove), [&members[..], &[(Operator, Operator)]].concat());
    }

    #[test]
    fn no_operator_is_given_by_its_word() {
        assert_eq!("operator".parse::<MemberRole>(), Err(Malformed("role")));
        for role in [MemberRole::Buyer, MemberRole::Admin] {
            assert_eq!(role.as_str().parse(), Ok(role));
            assert_eq!(Role::from(role).given(), Some(role));
            assert_eq!(role.other().other(), role);
        }
    }
}
