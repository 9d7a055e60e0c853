use capture::Flaw;

use crate::{domain::id_document::IdType, words::DocumentWords};

pub(super) const WORDS: DocumentWords = DocumentWords {
    steps: "Étapes",
    step_names: ["Pièce d'identité", "Égoportrait", "Résultat"],
    title: "Téléversez votre pièce d'identité",
    lead: "Une photo de votre téléphone convient. Les quatre coins visibles, sans reflet, le texte net.",
    last_time: "Veuillez envoyer de nouvelles images",
    deleted: "Les dernières images ont été supprimées ici dès que Persona les a reçues ; \
              envoyez-en donc de nouvelles de chaque côté.",
    withdrawn: "Veuillez vérifier votre identité de nouveau",
    withdrawn_text: "Persona a retiré la confirmation qu'elle avait donnée de votre identité. Les numéros que vous \
                     avez restent à vous ; pour en acheter d'autres des États-Unis, du Canada et de Porto Rico, elle \
                     est demandée de nouveau.",
    country: "Pays de délivrance",
    show_types: "Afficher les pièces de ce pays",
    id_type: "Type de pièce",
    kind: |kind| match kind {
        IdType::Passport => "Passeport",
        IdType::DriversLicense => "Permis de conduire",
        IdType::IdentityCard => "Carte d'identité",
        IdType::PassportCard => "Carte passeport",
        IdType::PermanentResident => "Carte de résident permanent",
        IdType::ResidencePermit => "Permis de séjour",
    },
    front: "Recto de la pièce",
    front_hint: "Le côté qui porte votre photo",
    front_camera: "Prendre le recto avec la caméra",
    front_phone: "Photographier le recto",
    front_plate: "Caméra pour le recto",
    back: "Verso de la pièce",
    back_hint: "L'autre côté de la carte",
    back_if_any: "L'autre côté de la carte. Un passeport n'en demande pas.",
    back_camera: "Prendre le verso avec la caméra",
    back_phone: "Photographier le verso",
    back_plate: "Caméra pour le verso",
    by_itself: "Prendre la photo automatiquement quand la pièce est bien placée dans le cadre",
    held: "Reçu. Inutile de le renvoyer, mais vous pouvez le remplacer.",
    formats: "JPEG, PNG ou WebP, jusqu'à 15 Mo",
    more_formats: "JPEG, PNG, WebP ou HEIC, jusqu'à 15 Mo. Vous pouvez aussi glisser ou coller une image ici.",
    unreadable: "Ce fichier n'est pas une image que nous pouvons lire. Choisissez JPEG, PNG, WebP ou HEIC.",
    looking: "Lecture de l'image…",
    flaw: |flaw| match flaw {
        Flaw::Small => "L'image est petite. Reprenez-la, ou choisissez l'original plutôt qu'un aperçu.",
        Flaw::Dark => "Il fait trop sombre. Allumez une lampe ou approchez-vous d'une fenêtre, puis reprenez-la.",
        Flaw::Bright => "Il y a trop de lumière. Reprenez-la loin de la lampe.",
        Flaw::Glare => {
            "La carte renvoie la lumière. Inclinez-la jusqu'à ce que le reflet disparaisse, puis reprenez-la."
        }
        Flaw::CutOff => "Une partie de la carte est hors de l'image. Reprenez-la avec les quatre coins.",
        Flaw::Far => "La carte est loin. Approchez-vous jusqu'à ce qu'elle remplisse l'image.",
        Flaw::Blurred => {
            "L'image est floue. Ne bougez pas, laissez l'appareil faire la mise au point, puis reprenez-la."
        }
    },
    repeated: "Cette image montre le même côté que le recto. Retournez la carte et prenez l'autre côté.",
    failed: "Cette même image n'a pas convenu la dernière fois. Prenez-en une nouvelle, ou envoyez-la quand même.",
    preview: |label| format!("Image choisie : {label}"),
    submit: "Continuer",
    sending: |percent| format!("Envoi en cours : {percent} %"),
    lost: "Connexion perdue. Nouvel essai…",
    stop: "Arrêter l'envoi",
    stopped: "L'envoi a été arrêté. Ce qui est arrivé est conservé, inutile de le renvoyer.",
    safe: "Chiffrée à l'arrivée, envoyée à Persona, supprimée ici en quelques minutes.",
};
