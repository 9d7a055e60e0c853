use super::frame::money;
use crate::{
    desk::{Deed, Discord, QueueCounts, Stands, Work},
    domain::{Telephony, verification::Decision},
    words::{CustomerWords, QueueWords},
};

const ADOPTED: &str = "Le numéro est maintenant au compte.";
const GIVEN_UP: &str = "Le numéro a été abandonné, et rien n'est facturé pour lui.";
const RETRIED: &str = "Un nouvel essai a lieu maintenant.";
const NOTED: &str = "C'est noté, et n'est plus affiché à moins d'un changement.";

pub(super) const WORDS: QueueWords = QueueWords {
    lead: "Ce qui n'avance pas tout seul, le plus ancien de chaque sorte d'abord. Tout ce que vous faites est gardé \
           avec votre nom et votre raison.",
    nothing: "Rien n'a besoin de vous",
    nothing_text: "Ce qui n'avance pas tout seul apparaîtra ici.",
    count: |count| {
        if count >= QueueCounts::MOST { format!("{}+", QueueCounts::MOST) } else { count.to_string() }
    },
    done: |done| {
        Some(match done {
            "retried" => RETRIED,
            "adopted" => ADOPTED,
            "given_up" => GIVEN_UP,
            "noted" => NOTED,
            "decided" => CUSTOMER.decided,
            "reset" => CUSTOMER.reset,
            "revoked" => CUSTOMER.revoked,
            "changed" => super::rules::WORDS.changed,
            "rule_reset" => super::rules::WORDS.was_reset,
            _ => return None,
        })
    },
    prove: "Avant de changer quoi que ce soit ici, montrez de nouveau que c'est vous. Cela vaut cinq minutes.",
    reason: "Raison",
    since: "depuis",
    next: "prochain essai :",
    order: "commande",
    of: "passée :",
    vendor: "Dossier de Persona",
    tag: "étiquette",
    reviewed: "Identités en examen",
    reviewed_hint: "Une personne chez Persona regarde, sauf indication contraire. Vous pouvez décider à sa place ; ce que Persona dit ensuite ne \
                    change rien.",
    id_alone: "Sans égoportrait : l'acheteur a refusé l'utilisation de données biométriques.",
    alone_waits: "Aucun programme ne peut approuver une pièce seule. Examinez-la chez Persona, demandez davantage au \
                  besoin, et décidez.",
    alone_nowhere: "La page de Persona exige un visage ; ce dossier n'y est donc pas allé. Écrivez-lui, \
                    examinez sa pièce autrement, et décidez.",
    look: "Regarder",
    manual: "Numéros à traiter par une personne",
    manual_hint: "L'opérateur a chacun d'eux, sous une autre étiquette ou pour une commande qui avait pris fin. \
                  Trouvez à qui il est.",
    adopt: "Il est à eux",
    adopted: ADOPTED,
    give_up: "L'abandonner",
    given_up: GIVEN_UP,
    lines: "Numéros qui n'avancent pas",
    lines_hint: "Ils sont essayés de nouveau d'eux-mêmes, mais pas de sitôt.",
    stands: |stands| match stands {
        Stands::Manual => "À traiter par une personne",
        Stands::Stuck => "Non repris",
        Stands::InDoubt => "Dans le doute",
    },
    retry: "Réessayer maintenant",
    retried: RETRIED,
    jobs: "Travaux qui échouent",
    jobs_hint: "Ils sont essayés de nouveau d'eux-mêmes, de plus en plus rarement. Le journal dit pourquoi.",
    work: |work| match work {
        Work::Submit => "Remise des images à Persona",
        Work::Fetch => "Demande de réponse à Persona",
        Work::Redact => "Suppression des images",
        Work::Replace => "Recherche d'un autre numéro",
        Work::Reconcile => "Comparaison des registres",
        Work::Apply => "Dépôt d'une demande",
        Work::Mail => "Envoi d'un courriel",
        Work::Tag => "Marquage d'un numéro adopté comme nôtre",
    },
    attempts: |attempts| if attempts == 1 { "un essai".to_owned() } else { format!("{attempts} essais") },
    findings: "Les registres et l'opérateur ne concordent pas",
    findings_hint: "Constaté par la dernière comparaison, qui a lieu chaque nuit et avec plusone reconcile.",
    discord: |discord| match discord {
        Discord::Held => "Acheté pour une commande en attente ici. Il est repris quand la commande est complétée.",
        Discord::Contested => {
            "Acheté pour une commande ici, pendant qu'une autre commande l'achète. Regardez de nouveau demain."
        }
        Discord::NotGivenBack => "Rendu ici, et toujours chez l'opérateur, où il continue de coûter.",
        Discord::UnknownLine => "Acheté par cette boutique, semble-t-il, mais aucune commande ici ne le connaît.",
        Discord::UnknownHand => "Non acheté par cette boutique.",
        Discord::OtherId => {
            "Chez l'opérateur sous un autre id que dans les registres : il a été racheté hors de la boutique."
        }
        Discord::OtherTag => "Nôtre, mais son nom convivial chez l'opérateur n'est plus l'id de sa ligne.",
        Discord::Ghost => "Dans les registres, et plus chez l'opérateur.",
    },
    give: "Le donner à un compte",
    owner: "Compte, ou courriel de quelqu'un du compte",
    price: "Prix par mois en dollars US, avec un point (1.15)",
    note: "Noté",
    noted: NOTED,
};

pub(super) const CUSTOMER: CustomerWords = CustomerWords {
    title: "Compte",
    facts: "Détails",
    name: "Nom",
    id: "Id",
    telephony: "Numéros",
    carrier: |telephony| match telephony {
        Telephony::LcPhone => "Chez notre opérateur",
        Telephony::OwnCarrier => "Chez son propre opérateur",
    },
    credit: "Crédit",
    credit_left: |left, limit| format!("Il reste {} sur {} par mois", money(left), money(limit)),
    no_credit: "Aucun chez nous",
    identity: "Identité",
    approved_since: "Vérifiée depuis",
    not_approved: "Non vérifiée.",
    case: "Dossier",
    since: "depuis",
    attempts: |attempts, max| {
        if attempts < 2 {
            format!("{attempts} tentative refusée sur {max}")
        } else {
            format!("{attempts} tentatives refusées sur {max}")
        }
    },
    hand_over: "Remise",
    decide: |decision| match decision {
        Decision::Approve => "Approuver",
        Decision::Decline => "Refuser",
    },
    decided: "C'est décidé. Tout ce qui était en attente a continué.",
    reset_attempts: "Rendre les tentatives",
    reset: "Les tentatives ont été rendues.",
    revoke: "Révoquer l'approbation",
    revoked: "L'approbation a été retirée. Ce qui est acheté reste.",
    orders: "Commandes en cours",
    no_orders: "Aucune n'est en cours.",
    people: "Personnes",
    deeds: "Ce que les exploitants ont fait",
    deed: |deed| match deed {
        Deed::ApprovedCase => "A approuvé l'identité",
        Deed::DeclinedCase => "A refusé l'identité",
        Deed::ResetAttempts => "A rendu les tentatives",
        Deed::RevokedApproval => "A retiré l'approbation",
        Deed::RetriedJob => "A fait réessayer un travail",
        Deed::RetriedLine => "A fait revoir un numéro",
        Deed::AdoptedLine => "A constaté qu'un numéro est à eux",
        Deed::GaveLineUp => "A abandonné un numéro",
        Deed::AdoptedNumber => "Leur a donné un numéro",
        Deed::NotedFinding => "A noté un numéro",
        Deed::Redelivered => "A fait revoir un événement",
        Deed::ChangedRule => "Modification",
        Deed::ResetRule => "Retour au réglage",
    },
};
