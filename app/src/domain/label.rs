//! What people call their things: short, on one line, and printable.

/// The most characters of a label.
pub(super) const MAX: usize = 60;

/// `text` without the blanks around it, if it may stand among other text: 1 to 60 characters, none of which ends a line
/// or turns the text around it.
pub(super) fn read(text: &str) -> Option<&str> {
    let text = text.trim();
    ((1..=MAX).contains(&text.chars().count()) && !text.chars().any(unprintable)).then_some(text)
}

/// `text` without the blanks around it, if it is 1 to `max` characters of plain text, which may have several lines. Forms
/// end a line with two characters (HTML, 4.10.21.4), of which a browser counts one.
pub(super) fn plain(text: &str, max: usize) -> Option<String> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    let fits = |c: char| matches!(c, '\n' | '\t') || !unprintable(c);
    ((1..=max).contains(&text.chars().count()) && text.chars().all(fits)).then(|| text.to_owned())
}

/// Control characters, line ends, and marks that write backwards what follows them.
pub(super) fn unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The same, and every other character that nobody sees: what is told apart by it looks alike. Names may have those of them
/// that join letters and pictures. They are Unicode's general category Cf (unicode.org/reports/tr44, 5.7.1).
pub(super) fn unseen(c: char) -> bool {
    unprintable(c)
        || matches!(c,
            '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}'
            | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}')
}
