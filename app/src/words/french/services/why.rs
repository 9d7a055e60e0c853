use crate::domain::service::{Field, Reason, Why};

pub(super) fn why(field: Field, why: Why) -> String {
    let text = match why {
        Why::Missing => match field {
            Field::Numbers => "Choisissez un numéro.",
            Field::Regions | Field::UseCases => "Cochez-en au moins un.",
            _ => "Remplissez ce champ.",
        },
        Why::TooLong(most) => return format!("Utilisez au plus {most} caractères."),
        Why::TooMany(most) => {
            return match field {
                Field::RegistrationNumber => format!("Un compte a au plus {most} marques en cours ou approuvées."),
                _ => format!("Au plus {most} sont acceptés."),
            };
        }
        Why::NotAChoice => "Choisissez dans la liste.",
        Why::OddCharacter => match field {
            Field::DisplayName => {
                "Utilisez seulement des lettres, des chiffres, des points, des virgules et des espaces."
            }
            _ => "Il s'y trouve un caractère qui n'y a pas sa place.",
        },
        Why::NotAnEmail => "Un courriel a un nom et un hôte, comme anne@entreprise.com.",
        Why::NotAWebAddress => "Écrivez l'adresse entière, comme https://example.com.",
        Why::NotAPhoneNumber => "Écrivez-le avec l'indicatif de pays, comme +1 202 555 0123.",
        Why::NotARegistrationNumber => "Ce n'est pas la forme d'un tel numéro. Un EIN a neuf chiffres.",
        Why::NotAPostalCode => "Ce n'est pas un code postal du pays.",
        Why::PostBox => "Écrivez où se trouve quelqu'un ; une case postale n'est pas acceptée.",
        Why::NotTaken => "Cette sorte de numéro n'est pas acceptée ici. Utilisez un EIN, si l'entreprise en a un.",
        Why::NotUnitedStates => "Choisissez des numéros des États-Unis.",
        Why::NotOwned => "L'un d'eux n'est plus à vous. Choisissez-en d'autres.",
        Why::AppliedFor => match field {
            Field::RegistrationNumber => "Cette entreprise a déjà une demande en cours ou approuvée.",
            _ => "L'un d'eux a déjà une demande en cours ou approuvée.",
        },
        Why::WrongKind => {
            "Cela ne va pas avec le type d'entreprise. Sans but lucratif va avec sans but lucratif ou gouvernement."
        }
        Why::NotTollFree => "Choisissez un numéro sans frais.",
        Why::NoLetterFirst => "Commencez par une lettre.",
        Why::Generic => "Cela pourrait être n'importe qui. Utilisez le nom de l'entreprise.",
        Why::Prohibited => "Cela ressemble à une autorité. Utilisez le nom de l'entreprise.",
    };
    text.to_owned()
}

pub(super) fn reason(reason: Reason, field: &dyn Fn(Field) -> &'static str) -> String {
    let text = match reason {
        Reason::Check(named) => {
            return format!("« {} » : manquant, inexact, ou n'a pas pu être confirmé.", field(named));
        }
        Reason::NoMatch => {
            "Ce qui est écrit ne concorde pas avec le registre. Comparez le nom, le numéro et l'adresse lettre par \
             lettre avec le document de l'autorité."
        }
        Reason::Prohibited => "Ce qui est écrit, ou montré sur le site Web, n'est pas permis par les opérateurs.",
        Reason::Ineligible => "Les opérateurs ne servent pas ce que fait cette entreprise.",
        Reason::NumberMissing => {
            "L'un des numéros n'est plus chez l'opérateur. Choisissez des numéros que vous avez maintenant."
        }
        Reason::Unstated => {
            "L'examinateur n'a donné aucune raison que nous connaissons. Comparez tout avec le registre, surtout le \
             nom et le numéro."
        }
    };
    text.to_owned()
}
