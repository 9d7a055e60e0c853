use super::frame::money;
use crate::{
    AppError,
    desk::PHONE_MINUTES,
    error::{PasswordProblem, PictureProblem},
    words::{Mishap, ProblemWords},
};

pub(super) const WORDS: ProblemWords = ProblemWords {
    error,
    picture,
    consent: "Cochez la case pour accepter l'utilisation de vos données biométriques, puis envoyez de nouveau \
              l'égoportrait.",
    agree: "Cochez la case pour accepter l'utilisation de vos données biométriques, puis continuez.",
    vendor: "Persona ne répond pas. Rien n'est perdu ; attendez une minute, puis appuyez de nouveau sur le bouton.",
    country: "Ce pays ne délivre pas ce type de pièce. Choisissez d'abord le pays, puis une de ses pièces.",
    later: "L'image n'a pas pu être reçue pour l'instant. Rien n'est perdu ; attendez une minute, puis envoyez-la de \
            nouveau.",
    front: "Recto de la pièce",
    back: "Verso de la pièce",
    selfie: "Égoportrait",
};

fn error(error: &AppError) -> Mishap {
    let (title, text) = match error {
        AppError::SignInNeeded => {
            ("Veuillez vous connecter", "Votre session a pris fin. Ce que vous avez acheté est en sûreté.".to_owned())
        }
        AppError::HandoffOver => (
            "C'est terminé sur ce téléphone",
            format!(
                "La demande a été annulée ou a fait son travail, ou {PHONE_MINUTES} minutes se sont écoulées. Ce que vous avez \
                 envoyé est en sécurité ; poursuivez sur votre ordinateur."
            ),
        ),
        AppError::WrongCode => (
            "Ce n'est pas le nombre sur l'écran de votre ordinateur",
            "Regardez-le encore et tapez-le de nouveau. Après une autre erreur, le lien ne servira plus.".to_owned(),
        ),
        AppError::NoMoreTexts => (
            "Aucun autre texto ne peut partir aujourd'hui",
            "Rien n'a été envoyé. Balayez le code, ou copiez le lien et envoyez-le vous-même à votre téléphone."
                .to_owned(),
        ),
        AppError::WrongCredentials => {
            ("Connexion impossible", "Le courriel et le mot de passe ne vont pas ensemble.".to_owned())
        }
        AppError::PasskeyNeeded => (
            "Votre clé d'accès est requise",
            "Toute personne qui exploite la boutique présente d'abord une clé d'accès. Rien n'a été modifié."
                .to_owned(),
        ),
        AppError::ProofNeeded => (
            "Montrez-nous de nouveau que c'est vous",
            "C'était il y a trop longtemps. Rien n'a été modifié ; entrez votre mot de passe, puis recommencez."
                .to_owned(),
        ),
        AppError::PasskeyRefused => (
            "Cette clé d'accès n'a pas été acceptée",
            "Elle n'est pas une des vôtres ici, ou le délai est passé. Rien n'a été modifié ; réessayez.".to_owned(),
        ),
        AppError::LastPasskey => (
            "C'est votre seule clé d'accès",
            "Il en faut une à toute personne qui exploite la boutique. Rien n'a été retiré ; ajoutez-en d'abord une \
             autre."
                .to_owned(),
        ),
        AppError::ManagerNeeded => (
            "Réservé aux personnes qui gèrent le compte",
            "Rien n'a été modifié. Demandez à un admin du compte, qui peut le faire ou vous donner ce rôle.".to_owned(),
        ),
        AppError::LastManager => (
            "Personne d'autre ne gère ce compte",
            "Un compte garde quelqu'un qui le gère. Rien n'a été modifié ; donnez d'abord le rôle d'admin à quelqu'un \
             d'autre."
                .to_owned(),
        ),
        AppError::EmailTaken => (
            "Quelqu'un se connecte déjà avec ce courriel",
            "Chaque courriel appartient à une seule personne d'un seul compte. Rien n'a été modifié ; utilisez-en un \
             autre."
                .to_owned(),
        ),
        AppError::PeopleLimit => (
            "Le compte ne peut avoir plus de personnes",
            "Un compte en a au plus 100. Personne n'a été ajouté ; un admin doit d'abord retirer quelqu'un.".to_owned(),
        ),
        AppError::InviteLimit => (
            "Il ne peut y avoir plus d'invitations en cours",
            "Un compte en a au plus 100. Personne n'a été invité ; annulez-en une, ou attendez que l'une soit \
             utilisée ou date d'un jour."
                .to_owned(),
        ),
        AppError::Password(problem) => ("Choisissez un autre mot de passe", password(*problem).to_owned()),
        AppError::NotFound => ("Il n'y a rien ici", "Cela n'existe pas, ou appartient à un autre compte.".to_owned()),
        AppError::Invalid(what) => invalid(what),
        AppError::TooLong => (
            "C'est trop long",
            "Le formulaire contient plus que ce que nous acceptons. Abrégez-le, puis envoyez-le de nouveau.".to_owned(),
        ),
        AppError::Foreign => (
            "Cela ne venait pas de la boutique",
            "Votre navigateur dit qu'un autre site l'a envoyé, ou ne dit pas qui l'a fait. Rien n'a été fait. Allez à \
             la page ici, puis recommencez."
                .to_owned(),
        ),
        AppError::OldPage => (
            "Cette page ne correspond plus à la boutique",
            "La boutique a été mise à jour après le chargement de la page. Rien n'a été modifié. Rechargez la page, \
             puis recommencez."
                .to_owned(),
        ),
        AppError::NumberGone => (
            "Ce numéro n'est plus disponible",
            "Quelqu'un d'autre a été plus rapide. Rien n'a été acheté ni facturé ; cherchez-en un semblable."
                .to_owned(),
        ),
        AppError::NotEnough { there: 0 } => (
            "Il n'y a pas de tels numéros",
            "Pour l'instant, aucun numéro qui puisse être promis n'y est à vendre. Rien n'a été acheté ; choisissez \
             un autre indicatif régional ou un autre pays."
                .to_owned(),
        ),
        AppError::NotEnough { there } => (
            "Il n'y a pas autant de numéros",
            format!(
                "Numéros à vendre pour l'instant qui peuvent être promis ensemble : {there}. Rien n'a été acheté ; \
                 demandez-en au plus {there}, ou prenez autant qu'il y en a."
            ),
        ),
        AppError::PriceChanged { now } => (
            "Le prix a changé",
            format!(
                "Il est maintenant de {} par mois. Rien n'a été acheté ; confirmez de nouveau si vous acceptez le \
                 nouveau prix.",
                money(*now)
            ),
        ),
        AppError::RequestReused => (
            "Cet achat a déjà été envoyé",
            "Rien n'a été acheté deux fois. Regardez vos commandes avant de confirmer de nouveau.".to_owned(),
        ),
        AppError::HoldLimit => (
            "Vous ne pouvez avoir plus de numéros en attente",
            "Vérifiez votre identité ou annulez une commande en attente, puis achetez celui-ci.".to_owned(),
        ),
        AppError::ApplicationLimit => (
            "Le compte ne peut avoir plus de demandes",
            "Un compte en a au plus 200. Rien n'a été écrit ; reprenez plutôt un brouillon qui existe.".to_owned(),
        ),
        AppError::CreditLimit { left } => (
            "Cela dépasserait votre limite de crédit",
            format!(
                "Votre compte peut prendre encore {} par mois. Rien n'a été acheté ni mis en attente ; annulez une \
                 commande en attente, choisissez un numéro moins cher, ou demandez-nous une limite plus élevée.",
                money(*left)
            ),
        ),
        AppError::IdentityDeclined => (
            "Ce compte n'a pas pu être vérifié",
            "Les numéros des États-Unis, du Canada et de Porto Rico exigent un compte vérifié. Vous pouvez encore en \
             acheter d'autres ; rien n'a été acheté ni facturé maintenant."
                .to_owned(),
        ),
        AppError::Meanwhile => (
            "Cela a changé entre-temps",
            "Quelqu'un d'autre a été plus rapide, ou le prestataire. Rien n'a été modifié maintenant ; regardez ce \
             qui est là, puis décidez."
                .to_owned(),
        ),
        AppError::StillThere => (
            "L'opérateur l'a pour cette ligne",
            "Il a été acheté, et continue de coûter. Adoptez-le, ou libérez-le chez l'opérateur et abandonnez-le \
             ensuite."
                .to_owned(),
        ),
        AppError::NotCleared => (
            "Le compte n'est pas vérifié",
            "Ce numéro exige un compte vérifié. Rien n'a été modifié ; il pourra être donné au compte dès qu'il le \
             sera."
                .to_owned(),
        ),
        AppError::TooLate => (
            "Ce n'est plus possible",
            "Les choses ont avancé entre-temps. Rechargez la page pour voir où cela en est.".to_owned(),
        ),
        AppError::TooMany { seconds } => {
            ("Trop d'essais", format!("Rien n'a été perdu. Attendez {}, puis réessayez.", wait(*seconds)))
        }
        AppError::Picture(problem) => ("Cette image ne peut pas être utilisée", picture(*problem).to_owned()),
        AppError::CarrierTrouble => (
            "L'opérateur ne répond pas",
            "Rien n'a été acheté ni facturé. Attendez une minute, puis réessayez.".to_owned(),
        ),
        AppError::VendorTrouble => (
            "Persona ne répond pas",
            "Rien n'a été perdu. Attendez une minute, puis appuyez de nouveau sur le bouton.".to_owned(),
        ),
        AppError::StoreTrouble => (
            "La boutique ne peut pas répondre pour l'instant",
            "Cette fois, rien n'a été enregistré ni acheté. Réessayez dans un moment ; ce qui a été acheté avant est \
             en sûreté, parmi vos commandes."
                .to_owned(),
        ),
        AppError::Unanswered => (
            "Nous ne pouvons pas dire si cela a été enregistré",
            "La boutique a été interrompue en plein travail. Regardez dans un moment si cela a été fait ; sinon, \
             réessayez. Rien n'est acheté deux fois."
                .to_owned(),
        ),
        AppError::Internal { trace } => (
            "Quelque chose s'est mal passé de notre côté",
            format!(
                "Ce que vous avez acheté est en sûreté. Réessayez ; si cela persiste, donnez-nous ce code : {trace}"
            ),
        ),
        AppError::UploadBusy => (
            "Un autre téléversement est en cours",
            "Les images sont reçues l'une après l'autre. Attendez un moment, puis envoyez-les de nouveau.".to_owned(),
        ),
        AppError::Transport => (
            "Pas de connexion",
            "Nous n'avons pas pu joindre la boutique. Vérifiez votre connexion, puis réessayez ; rien n'est fait deux \
             fois."
                .to_owned(),
        ),
    };
    Mishap { title: title.to_owned(), text }
}

fn invalid(what: &str) -> (&'static str, String) {
    match what {
        "area code" => (
            "Ce n'est pas un indicatif régional",
            "Un indicatif régional a trois chiffres, comme 415. Laissez-le vide pour n'importe lequel.".to_owned(),
        ),
        "area code in this country" => (
            "Seuls les numéros +1 ont un indicatif régional",
            "Laissez-le vide pour ce pays, ou choisissez un autre pays.".to_owned(),
        ),
        "digits or word" => (
            "Cela ne peut pas être cherché",
            "Utilisez au plus dix chiffres ou lettres, comme 2677 ou COSS.".to_owned(),
        ),
        "city or region" => (
            "Ce n'est pas une ville ni une région",
            "Utilisez seulement des lettres, comme Oakland ou CA. Laissez le champ vide pour n'importe laquelle."
                .to_owned(),
        ),
        "code" => (
            "Ce n'est pas un nombre comme celui de votre ordinateur",
            "Il a quatre chiffres. Tapez-le de nouveau ; rien n'a été compté.".to_owned(),
        ),
        "quantity" => ("Ce n'est pas une quantité", "Un groupe prend de 1 à 100 numéros à la fois.".to_owned()),
        "comment" => (
            "Ce commentaire ne peut pas être envoyé",
            "Utilisez au plus 1 000 caractères de texte simple. Rien n'a été envoyé ; abrégez-le, puis envoyez-le de \
             nouveau."
                .to_owned(),
        ),
        "answer" => ("Oui ou non ?", "Choisissez l'un des deux, puis envoyez de nouveau.".to_owned()),
        "email" => ("Ce n'est pas un courriel", "Il a un nom et un hôte, comme anne@entreprise.com.".to_owned()),
        "passkey name" => ("Ce n'est pas un nom pour une clé d'accès", "Utilisez de 1 à 60 caractères.".to_owned()),
        "pool name" => ("Ce n'est pas un nom pour un groupe", "Utilisez de 1 à 60 caractères.".to_owned()),
        "month" => (
            "Ce n'est pas un mois",
            "Un mois s'écrit avec l'année et le mois, comme 2026-11. Choisissez-en un du relevé.".to_owned(),
        ),
        _ => ("Cela ne semble pas juste", format!("Non valable : {}. Corrigez, puis réessayez.", named(what))),
    }
}

/// What the program calls a value, in the reader's words.
fn named(what: &str) -> &str {
    match what {
        "ID type for this country" => "type de pièce pour ce pays",
        "account, e-mail or order" => "compte, courriel ou commande",
        "beginning of a phone number" => "début d'un numéro de téléphone",
        "choice" => "choix",
        "consent" => "consentement",
        "country" => "pays",
        "device" => "appareil",
        "help page" => "page d'aide",
        "ledger entry" => "écriture du registre",
        "list of numbers" => "liste de numéros",
        "number" => "numéro",
        "number of results" => "nombre de résultats",
        "order" => "commande",
        "owner" => "titulaire",
        "path" => "chemin",
        "phone number" => "numéro de téléphone",
        "place in a list" => "place dans une liste",
        "price" => "prix",
        "reason" => "raison",
        "request" => "requête",
        "role" => "rôle",
        "rule" => "règle",
        "vendor reference" => "référence du prestataire",
        "vendor's name" => "nom donné par le prestataire",
        other => other,
    }
}

fn wait(seconds: u64) -> String {
    match seconds {
        0..=1 => "une seconde".to_owned(),
        2..=59 => format!("{seconds} secondes"),
        60..=119 => "une minute".to_owned(),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

fn password(problem: PasswordProblem) -> &'static str {
    match problem {
        PasswordProblem::TooShort => "Il lui faut au moins 8 caractères. Rien n'a été modifié.",
        PasswordProblem::TooLong => "Il dépasse 1 024 octets. Rien n'a été modifié.",
        PasswordProblem::Common => "Il est parmi ceux qui sont volés et essayés le plus souvent. Rien n'a été modifié.",
        PasswordProblem::Familiar => {
            "En plus du nom de la boutique, de votre courriel et du nom du compte, il lui faut au moins 8 lettres et \
             chiffres. Rien n'a été modifié."
        }
    }
}

fn picture(problem: PictureProblem) -> &'static str {
    match problem {
        PictureProblem::Missing => "Aucune image n'est parvenue. Choisissez-en une, puis envoyez de nouveau.",
        PictureProblem::TooSmall => {
            "Le fichier est trop petit pour être une photo. Envoyez l'image telle que votre appareil l'a prise."
        }
        PictureProblem::TooBig => "Le fichier dépasse 15 Mo. Envoyez une image plus petite.",
        PictureProblem::NotAPicture => {
            "Le fichier n'est pas une image que nous pouvons lire. Envoyez un JPEG, un PNG ou un WebP."
        }
        PictureProblem::Heic => {
            "Les images d'iPhone au format HEIC ne peuvent pas encore être lues. Prenez l'image ici, ou envoyez-la en \
             JPEG."
        }
        PictureProblem::TooFewPixels => {
            "L'image est trop petite pour être lue. Chaque côté doit avoir au moins 200 pixels."
        }
        PictureProblem::TooManyPixels => "L'image est trop grande. Envoyez-en une d'au plus 10 000 pixels de côté.",
        PictureProblem::Damaged => "Le fichier est endommagé ou incomplet. Prenez ou choisissez l'image de nouveau.",
    }
}
