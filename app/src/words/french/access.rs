use crate::{
    domain::{
        Device,
        device::{Browser, System},
    },
    words::AccessWords,
};

pub(super) const WORDS: AccessWords = AccessWords {
    sessions: "Où votre session est ouverte",
    sessions_hint: "Vous n'en reconnaissez pas une ? Déconnectez-la. Un navigateur déconnecté doit se reconnecter \
                    avant de voir quoi que ce soit de vous.",
    device: |Device { browser, system }| match (browser.map(Browser::name), system.map(System::name)) {
        (Some(browser), Some(system)) => format!("{browser} sur {system}"),
        (Some(known), None) | (None, Some(known)) => known.to_owned(),
        (None, None) => "Navigateur inconnu".to_owned(),
    },
    here: "Ce navigateur",
    signed_in: "Connexion",
    seen: "Dernière utilisation",
    end: "Déconnecter",
    end_named: |device| format!("Déconnecter {device}"),
    end_others: "Se déconnecter partout ailleurs",
    end_all: "Se déconnecter partout",
    ended: "Ce navigateur-là est déconnecté.",
    ended_others: "Tous les autres navigateurs sont déconnectés.",

    passkeys: "Clés d'accès",
    passkeys_hint: "Connectez-vous avec votre empreinte digitale, votre visage ou une clé de sécurité. Une clé \
                    d'accès ne peut être ni devinée, ni donnée à un site qui ressemble à celui-ci.",
    passkeys_required: "Toute personne qui exploite la boutique se connecte avec une clé d'accès. Gardez-en deux : la \
                        dernière ne peut pas être retirée.",
    passkeys_nowhere: "Ce site est consulté sous une adresse sans nom, à laquelle une clé d'accès ne peut appartenir. \
                       Sous un nom, comme localhost, elles fonctionnent.",
    passkey_name: "Nom de la nouvelle clé d'accès",
    passkey_example: "Portable du bureau",
    first_name: "Ma première clé d'accès",
    add_passkey: "Ajouter une clé d'accès",
    added: "Ajoutée",
    rename: "Renommer",
    rename_named: |name| format!("Nouveau nom de {name}"),
    save: "Enregistrer",
    remove: "Retirer",
    remove_named: |name| format!("Retirer {name}"),
    passkey_stopped: "Aucune clé d'accès n'est parvenue : vous avez arrêté, le délai est passé, ou cet appareil n'en \
                      a pas pour PlusOne. Rien n'a été modifié ; réessayez.",
    passkey_known: "Cet appareil contient déjà une de vos clés d'accès. Elle fonctionne telle quelle.",
    passkey_missing: "Ce navigateur n'offre pas de clés d'accès ici. Utilisez-en un plus récent, ou votre mot de \
                      passe.",
    passkey_script: "Une clé d'accès exige JavaScript. Votre mot de passe fonctionne sans.",

    change_password: "Mot de passe",
    change_password_hint: "Utilisez au moins 8 caractères. Tous les autres navigateurs où votre session est ouverte \
                           sont déconnectés, et les invitations que vous avez faites et que personne n'a utilisées \
                           sont retirées.",
    change_password_proof: "Montrez ci-dessus que c'est toujours vous, puis choisissez-en un nouveau.",
    new_password: "Nouveau mot de passe",
    new_password_hint: "Au moins 8 caractères, et aucun mot de passe que vous utilisez ailleurs. Quelques mots à la \
                        suite sont faciles à retenir.",
    link_until: "Ce lien expire :",
    save_password: "Changer le mot de passe",
    password_changed: "Votre mot de passe est changé, tous les autres navigateurs sont déconnectés et vos invitations \
                       en cours sont retirées. Si quelqu'un d'autre le connaissait, vérifiez vos clés d'accès, vos \
                       codes de récupération et les personnes du compte : ce qui y a été ajouté fonctionne toujours.",

    prove: "Est-ce toujours vous ?",
    prove_hint: "Seule une personne qui vient de montrer qui elle est peut changer le mot de passe, les clés d'accès, \
                 les codes de récupération et les personnes du compte. Cela vaut cinq minutes.",
    password: "Mot de passe",
    go_on: "Continuer",
    prove_passkey: "Utiliser une clé d'accès",
    password_wrong: "Ce n'est pas votre mot de passe. Vérifiez-le, puis réessayez.",
    later: "Cela n'a pas pu être fait pour l'instant. Rien n'a été modifié ; attendez une minute, puis réessayez.",

    codes: "Codes de récupération",
    codes_hint: "Chacun remplace une fois votre clé d'accès, si vous la perdez. Gardez-les là où vous ne perdriez pas \
                 les deux ensemble.",
    codes_left: |left| match left {
        0 => "Vous n'en avez aucun.".to_owned(),
        1 => "Il en reste un.".to_owned(),
        left => format!("Il en reste {left}."),
    },
    make_codes: "Créer de nouveaux codes",
    codes_proof: "Montrez ci-dessus que c'est toujours vous, puis créez-en de nouveaux.",
    codes_once: "Notez-les maintenant",
    codes_once_text: "Ils ne seront plus affichés, et les précédents ne fonctionnent plus.",

    door_title: "Encore une étape",
    door_register: "Toute personne qui exploite la boutique se connecte avec une clé d'accès. Ajoutez la vôtre \
                    maintenant ; rien d'autre n'est ouvert avant.",
    door_prove: "Votre mot de passe est bon. Présentez aussi votre clé d'accès.",
    door_code: "Entrez le code qui vous a été remis, puis ajoutez une clé d'accès.",
    door_leave: "Se déconnecter",
    show_passkey: "Présenter la clé",
    code_title: "Code de récupération",
    code: "Code",
    code_submit: "Utiliser le code",
    code_wrong: "Ce n'est pas un de vos codes, ou il a déjà servi. Vérifiez-le, puis réessayez.",
    by_code: "Utiliser un code de récupération",
    or: "Ou sans mot de passe :",
    enter: "Se connecter avec une clé d'accès",
};
