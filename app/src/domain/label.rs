//! What people call their things: short, on one line, and printable.

/// The most characters of a label.
pub(super) const MAX: usize = 60;

/// `text` without the blanks around it, if it may stand among other text: 1 to 60 characters, none of which ends a line
/// or turns the text around it.
pub(super) fn read(text: &str) -> Option<&str> {
    let text = text.trim();
    ((1..=MAX).contains(&text.chars().count()) && !text.chars().any(unprintable)).then_some(text)
}

/// Control characters, line ends, and marks that write backwards what follows them.
pub(super) fn unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
