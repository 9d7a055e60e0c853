//! The order of names in the alphabets of our languages.

/// What a name is sorted by: letters without case and accents, so that `États-Unis` stands with the `E`; only `ñ` is a letter
/// of its own, after `n` (Ortografía de la lengua española, 2010, I.6.1).
#[must_use]
pub fn place(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).flat_map(plain).collect()
}

fn plain(letter: char) -> impl Iterator<Item = char> {
    let (plain, after) = match letter {
        'á' | 'à' | 'â' | 'ä' => ('a', None),
        'é' | 'è' | 'ê' | 'ë' => ('e', None),
        'í' | 'ì' | 'î' | 'ï' => ('i', None),
        'ó' | 'ò' | 'ô' | 'ö' => ('o', None),
        'ú' | 'ù' | 'û' | 'ü' => ('u', None),
        'ç' => ('c', None),
        'œ' => ('o', Some('e')),
        'ñ' => ('n', Some('\u{ff}')),
        other => (other, None),
    };
    [Some(plain), after].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_where_a_reader_looks_for_them() {
        for sorted in [
            ["Égypte", "Émirats arabes unis", "Espagne", "États-Unis"],
            ["Bélgica", "Benín", "Brasil", "Ínsula"],
            ["canto", "caña", "caoba", "çelik"],
            ["Nouvelle-Zélande", "odeur", "œuvre", "officier"],
        ] {
            let mut mixed = sorted;
            mixed.reverse();
            mixed.sort_by_key(|name| place(name));
            assert_eq!(mixed, sorted);
        }
    }
}
