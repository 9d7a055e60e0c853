mod choices;
mod fields;
mod why;

use crate::{
    domain::{
        Service,
        service::{Application, Edit},
    },
    words::{About, ServicesWords},
};

pub(super) const WORDS: ServicesWords = ServicesWords {
    title: "Services",
    lead: "Les opérateurs veulent savoir quelle entreprise appelle et écrit. Dites-le-leur ici, une fois pour chaque \
           service.",
    back: "Tous les services",
    verify_first: "Votre compte n'est pas encore vérifié. Ce que vous envoyez est gardé pour vous, et part \
                   automatiquement dès qu'il l'est ; l'identité vous est demandée une seule fois, aussi pour acheter \
                   des numéros.",
    service: |service| match service {
        Service::A2pBrand => About {
            title: "Inscription de marque A2P",
            text: "Inscrit votre entreprise auprès des opérateurs américains, pour que les messages texte de vos \
                   numéros locaux arrivent.",
            numbers: "Vaut pour tous vos numéros locaux des États-Unis.",
        },
        Service::TollFree => About {
            title: "Vérification de numéro sans frais",
            text: "Dit aux opérateurs ce que vous envoyez d'un numéro sans frais. Les messages des numéros non \
                   vérifiés sont bloqués.",
            numbers: "Une demande pour chaque numéro sans frais.",
        },
        Service::Cnam => About {
            title: "Configuration CNAM",
            text: "Affiche le nom de votre entreprise sur le téléphone qui sonne.",
            numbers: "Pour les numéros des États-Unis ; pas pour ceux du Canada ni les numéros sans frais.",
        },
        Service::ShakenStir => About {
            title: "Authentification SHAKEN/STIR",
            text: "Signe vos appels, pour que les réseaux les affichent comme vérifiés et ne les prennent pas pour \
                   des appels indésirables.",
            numbers: "Pour les numéros des États-Unis et les numéros sans frais.",
        },
    },
    start: "Commencer",
    see: "Ouvrir",
    see_named: |service| format!("Ouvrir : {service}"),
    start_named: |service| format!("Commencer : {service}"),
    list: "Vos demandes",
    none: "Vous n'avez pas encore de demande pour ce service.",
    new: "Nouvelle demande",
    unnamed: "Rien d'écrit encore",
    for_numbers: |count| match count {
        1 => "pour 1 numéro".to_owned(),
        _ => format!("pour {count} numéros"),
    },
    changed: "Dernière modification :",
    state: |state| match state {
        Application::Draft { .. } => "Brouillon",
        Application::Held { .. } => "En attente : identité requise",
        Application::Submitting { .. } => "Envoi en cours",
        Application::PendingReview { .. } => "En attente d'examen",
        Application::InReview { .. } => "En examen",
        Application::Approved { .. } => "Approuvée",
        Application::Rejected { .. } => "Rejetée",
    },
    next: |state, verify_next| match state {
        Application::Draft { .. } => "Ceci est un brouillon. Personne d'autre que vous ne l'a.",
        Application::Held { .. } if verify_next => {
            "Vérifiez votre identité une seule fois, et elle est envoyée automatiquement. Vous n'avez rien d'autre à \
             faire."
        }
        Application::Held { .. } => {
            "Votre identité est en cours de vérification. Dès qu'elle est vérifiée, la demande est envoyée \
             automatiquement ; vous pouvez quitter cette page."
        }
        Application::Submitting { .. } => "Nous la remettons. Vous pouvez quitter cette page ou la fermer.",
        Application::PendingReview { .. } => {
            "L'opérateur l'a. Un examen prend jusqu'à quelques jours ; cette page suit d'elle-même."
        }
        Application::InReview { .. } => "Un examinateur la regarde. Cette page suit d'elle-même.",
        Application::Approved { .. } => "Elle est en vigueur. Il n'y a plus rien à faire.",
        Application::Rejected { edit: Edit::Never, .. } => {
            "Elle ne peut pas être modifiée et envoyée de nouveau. Commencez une nouvelle demande si les raisons ne \
             tiennent plus."
        }
        Application::Rejected { .. } => "Corrigez ce qui est nommé ici, puis envoyez-la de nouveau.",
    },
    known: "Ce que votre dernière demande dit de l'entreprise est déjà inscrit ici. Relisez-le.",
    group: fields::group,
    field: fields::field,
    hint: fields::hint,
    optional: " (facultatif)",
    choose: "Choisissez",
    choices: choices::of,
    no_numbers: |service| match service {
        Service::TollFree => {
            "Vous n'avez pas encore de numéro sans frais de l'opérateur. Achetez-en d'abord un ; un brouillon peut \
             être enregistré maintenant."
        }
        _ => {
            "Vous n'avez pas encore de numéro de l'opérateur auquel ceci s'applique. Achetez-en d'abord un ; un \
             brouillon peut être enregistré maintenant."
        }
    },
    find: "Trouver un numéro",
    why: why::why,
    wrong: |count| match count {
        1 => "Une chose à corriger avant l'envoi".to_owned(),
        _ => format!("{count} choses à corriger avant l'envoi"),
    },
    reasons: "Pourquoi elle a été rejetée",
    reason: why::reason,
    look_here: "L'examinateur n'a pas pu confirmer ceci.",
    save: "Enregistrer",
    saved: "Le brouillon est enregistré. Personne d'autre que vous ne l'a.",
    send: "Envoyer la demande",
    send_hint: "Elle va à l'opérateur, Twilio, et de là aux registres qui l'examinent.",
    take_back: "Reprendre et modifier",
    facts: "Demande",
    numbers: "Numéros",
    no_number: "Aucun en particulier",
    written: "Ce que vous avez envoyé",
};
