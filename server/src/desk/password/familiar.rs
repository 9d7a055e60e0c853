//! Words of the place: whoever guesses at somebody's password tries them first, and adds little to them (OWASP ASVS
//! 5.0, 6.1.2 and 6.2.11). They are the store's name, whatever stands in the person's e-mail but its last part, and each
//! word of their account's name. A password may have them; they only count for nothing in it.

/// The store's own name.
const HOUSE: &str = "plusone";
/// Shorter ones are in too many others.
const LENGTH_MIN: usize = 3;

/// The letters and digits of `text` that are no part of such a word; `None` when there is none in it.
pub(super) fn without(text: &str, email: &str, account: &str) -> Option<String> {
    let mut words = words(email, account);
    // A short one must not break up one that it is a part of.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let plain = folded(text);
    let left = words.iter().fold(plain.clone(), |left, word| left.replace(word.as_str(), " "));
    (left != plain).then(|| left.replace(' ', ""))
}

fn words(email: &str, account: &str) -> Vec<String> {
    let email = email.rsplit_once('.').map_or(email, |(rest, _)| rest);
    let parts = email.split(|letter: char| !letter.is_alphanumeric()).chain(account.split_whitespace());
    let whole = [HOUSE, email.split('@').next().unwrap_or_default(), account];
    let words = parts.chain(whole).map(folded);
    words.filter(|word| word.chars().count() >= LENGTH_MIN).collect()
}

/// Small letters and digits alone, and of those that are written for one another always the same one.
fn folded(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    let alike = letters.map(|letter| match letter {
        '0' => 'o',
        '1' | '!' | '|' | 'l' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        letter => letter,
    });
    alike.filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_what_nobody_here_would_guess() {
        let left = |text: &str| without(text, "ana.bell@mail.acme-dental.co.uk", "Harbor Dental Group");
        for (text, kept) in [
            ("PlusOne-2026!", "2o26i"),
            ("p1u$0ne", ""),
            ("Plus One!", "i"),
            ("ana.bell", ""),
            ("AnaBell1990", "i99o"),
            ("acme-dental", ""),
            ("H4rbor Dent4l", ""),
            ("my harbor boat", "myboat"),
        ] {
            assert_eq!(left(text).as_deref(), Some(kept), "{text}");
        }
        for text in ["correct horse battery", "a co uk", "\u{0}", ""] {
            assert_eq!(left(text), None, "{text}");
        }
        assert_eq!(without("anything", "", ""), None);
    }
}
