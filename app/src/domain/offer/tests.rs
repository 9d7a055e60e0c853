use super::*;

#[test]
fn a_word_becomes_keypad_digits() {
    for (text, digits) in [("COSS", "2677"), ("555-01", "55501"), ("", ""), ("wxyz", "9999"), ("(415) 5", "4155")] {
        assert_eq!(text.parse::<Digits>().expect(text).as_str(), digits);
    }
    for bad in ["é", "22345678901", "1;2", "%"] {
        assert!(bad.parse::<Digits>().is_err(), "{bad}");
    }
}

#[test]
fn a_pasted_number_loses_its_calling_code() {
    for (text, digits) in [
        ("+1 202-555-0123", "2025550123"),
        (" +1 (202) 555", "202555"),
        ("1 202 555 0123", "2025550123"),
        ("1-800-FLOWERS", "8003569377"),
        ("+44 20 7946 0123", "2079460123"),
        ("+1", ""),
        ("12", "12"),
        ("44207946", "44207946"),
        ("+4", "4"),
    ] {
        assert_eq!(text.parse::<Digits>().expect(text).as_str(), digits);
    }
    for bad in ["22025550123", "+33 1 23 45 67 89 01", "+120255501234", "120255501234"] {
        assert!(bad.parse::<Digits>().is_err(), "{bad}");
    }
}

#[test]
fn digits_stand_where_they_are_asked_for() {
    for (matching, digits, fits) in [
        (Match::Anywhere, "5552", true),
        (Match::Start, "415", true),
        (Match::Start, "555", false),
        (Match::End, "2677", true),
        (Match::End, "267", false),
        (Match::End, "", true),
    ] {
        assert_eq!(matching.fits("4155552677", digits), fits, "{matching} {digits}");
    }
}

#[test]
fn a_place_is_a_word_of_a_city_or_a_whole_region() {
    for (text, fits) in [("oak", true), ("park", true), ("IL", true), ("il", true), ("", true), ("ak", false)] {
        assert_eq!(text.parse::<Place>().expect(text).fits("Oak Park", "IL"), fits, "{text}");
    }
    assert_eq!("San Francisco, CA".parse::<Place>().expect("as the table writes it").as_str(), "San Francisco");
    for bad in ["100%", "a_b", "\\", &"x".repeat(61)] {
        assert!(bad.parse::<Place>().is_err(), "{bad}");
    }
}

#[test]
fn a_region_is_known_by_name_and_by_letters() {
    let place = |text: &str| text.parse::<Place>().expect("a place");
    for (text, state) in [("California", "ca"), ("CA", "ca"), ("ontario", "on"), ("Québec", "qc"), ("new york", "ny")]
    {
        assert_eq!(place(text).state(), Some(state), "{text}");
    }
    for text in ["", "Oakland", "Calif", "zz"] {
        assert_eq!(place(text).state(), None, "{text}");
    }
    for (text, locality, region) in [
        ("California", "Oakland", "CA"),
        ("ca", "Oakland", "California"),
        ("QUEBEC", "Montréal", "QC"),
        ("Québec", "Montreal", "Quebec"),
        ("Montreal", "Montréal", "QC"),
        ("MONTRE\u{301}AL", "Montréal", "QC"),
        ("St Johns", "St. John’s", "NL"),
        ("trois rivieres", "Trois-Rivières", "QC"),
        ("Ynys Mon", "Ynys Môn", ""),
        ("kent", "Maidstone", "Kent"),
    ] {
        assert!(place(text).fits(locality, region), "{text}: {locality}, {region}");
    }
    assert!(!place("California").fits("Ontario", "ON") && !place("Ontario").fits("Oakland", "CA"));
}

#[test]
fn the_table_of_states_is_written_as_names_are_compared() {
    for (name, code) in STATES {
        assert!(folded(name) == name && folded(code) == code && code.len() == 2, "{name}");
        assert_eq!(STATES.iter().filter(|(_, other)| *other == code).count(), 1, "{code} stands for one place");
    }
}

#[test]
fn what_a_number_can_do_covers_what_is_wanted() {
    let voice = Capabilities { voice: true, ..Capabilities::default() };
    assert!(voice.cover(Capabilities::default()) && voice.cover(voice));
    assert!(!voice.cover(Capabilities { sms: true, ..voice }));
}

#[test]
fn an_area_code_has_three_digits() {
    assert_eq!("415".parse::<AreaCode>().expect("415").to_string(), "415");
    for bad in ["", "41", "4155", "099", "+41", "4 5"] {
        assert!(bad.parse::<AreaCode>().is_err(), "{bad}");
    }
}
