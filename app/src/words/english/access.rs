use crate::{
    domain::{
        Device,
        device::{Browser, System},
    },
    words::AccessWords,
};

pub(super) const WORDS: AccessWords = AccessWords {
    sessions: "Where you are signed in",
    sessions_hint: "Do you not know one of these? Sign it out. A browser that is signed out has to sign in again before \
                    it sees anything of yours.",
    device: |Device { browser, system }| match (browser.map(Browser::name), system.map(System::name)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(known), None) | (None, Some(known)) => known.to_owned(),
        (None, None) => "Unknown browser".to_owned(),
    },
    here: "This browser",
    signed_in: "Signed in",
    seen: "Last used",
    end: "Sign out",
    end_named: |device| format!("Sign out {device}"),
    end_others: "Sign out everywhere else",
    end_all: "Sign out everywhere",
    ended: "That browser is signed out.",
    ended_others: "Every other browser is signed out.",

    passkeys: "Passkeys",
    passkeys_hint: "Sign in with your fingerprint, your face or a security key. A passkey cannot be guessed, or be \
                    given away on a site that looks like this one.",
    passkeys_required: "Whoever runs the store signs in with a passkey. Keep two: the last one cannot be removed.",
    passkeys_nowhere: "This site is reached under a bare address, which passkeys cannot belong to. Under a name, such as \
                       localhost, they work.",
    passkey_name: "Name of the new passkey",
    passkey_example: "Work laptop",
    first_name: "My first passkey",
    add_passkey: "Add a passkey",
    added: "Added",
    rename: "Rename",
    rename_named: |name| format!("New name of {name}"),
    save: "Save",
    remove: "Remove",
    remove_named: |name| format!("Remove {name}"),
    passkey_stopped: "No passkey came back: you stopped it, it took too long, or this device has none for PlusOne. \
                      Nothing was changed; try again.",
    passkey_known: "This device holds one of your passkeys already. It works as it is.",
    passkey_missing: "This browser has no passkeys here. Use a newer one, or your password.",
    passkey_script: "A passkey needs JavaScript. Your password works without.",

    change_password: "Password",
    change_password_hint: "Use at least 8 characters. Every other browser in which you are signed in is signed out, and \
                           invites that you made and nobody used are taken back.",
    change_password_proof: "Show above that it is still you, then choose a new one.",
    new_password: "New password",
    new_password_hint: "At least 8 characters, and no password that you use elsewhere. A few words in a row are easy to \
                        keep in mind.",
    link_until: "This link is good until",
    save_password: "Change password",
    password_changed: "Your password is changed, every other browser is signed out, and your open invites are taken back. \
                       If somebody else knew it, look through your passkeys, your recovery codes and the people of the \
                       account: what they added there still works.",

    prove: "Is it still you?",
    prove_hint: "Password, passkeys, recovery codes and the people of the account are changed only by who has just shown \
                 who they are. It holds for five minutes.",
    password: "Password",
    go_on: "Continue",
    prove_passkey: "Use a passkey instead",
    password_wrong: "That is not your password. Check it and try again.",
    later: "That could not be done just now. Nothing was changed; wait a minute, then try again.",

    codes: "Recovery codes",
    codes_hint: "Each stands for your passkey once, should you lose it. Keep them where you would not lose both \
                 together.",
    codes_left: |left| match left {
        0 => "You have none.".to_owned(),
        1 => "One is left.".to_owned(),
        left => format!("{left} are left."),
    },
    make_codes: "Make new codes",
    codes_proof: "Show above that it is still you, then make new ones.",
    codes_once: "Write these down now",
    codes_once_text: "They are not shown again, and those from before no longer work.",

    door_title: "One more step",
    door_register: "Whoever runs the store signs in with a passkey. Add yours now; nothing else is open before.",
    door_prove: "Your password is right. Show your passkey as well.",
    door_code: "Type the code that you were given, then add a passkey.",
    door_leave: "Sign out",
    show_passkey: "Show passkey",
    code_title: "Recovery code",
    code: "Code",
    code_submit: "Use code",
    code_wrong: "That is no code of yours, or it was used before. Check it and try again.",
    by_code: "Use a recovery code",
    or: "Or without a password:",
    enter: "Sign in with a passkey",
};
