use crate::{
    desk::DemoAccount,
    words::{DemoDoor, SignInWords},
};

pub(super) const WORDS: SignInWords = SignInWords {
    title: "Connexion",
    lead: "Cherchez, achetez et conservez des numéros de téléphone pour votre entreprise.",
    email: "Courriel",
    password: "Mot de passe",
    submit: "Se connecter",
    wrong: "Le courriel et le mot de passe ne vont pas ensemble. Vérifiez les deux, puis réessayez.",
    ended: "Votre session a pris fin. Connectez-vous pour continuer où vous en étiez ; rien n'a été modifié, et ce \
            que vous avez acheté est en sûreté.",
    later: "La connexion n'a pas pu se faire pour l'instant. Attendez une minute, puis réessayez.",
    here_as: |account| format!("La session ouverte est celle de {account}. Une nouvelle connexion la remplace."),
    demo_title: "Faites le tour",
    demo_lead: "Ceci est une démonstration. Rien n'est facturé, et ni opérateur ni vérification d'identité réels \
                n'interviennent.",
    demo: |who| match who {
        DemoAccount::Unverified => DemoDoor {
            button: "Entrer comme acheteur non vérifié",
            text: "L'achat d'un numéro des États-Unis, du Canada ou de Porto Rico demande votre identité, une seule \
                   fois.",
        },
        DemoAccount::Verified => DemoDoor {
            button: "Entrer comme acheteur vérifié",
            text: "Déjà vérifié : chaque numéro est acheté tout de suite.",
        },
        DemoAccount::OwnCarrier => DemoDoor {
            button: "Entrer avec son propre opérateur",
            text: "Cherche et achète avec son propre compte d'opérateur. Jamais d'identité demandée.",
        },
        DemoAccount::Operator => DemoDoor { button: "Entrer comme exploitant", text: "Exploite la boutique." },
    },
};
