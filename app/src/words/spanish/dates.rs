use crate::words::DateWords;

pub(super) const WORDS: DateWords = DateWords {
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    weekdays: ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
    day: |words, at| format!("{}, {} de {}", words.weekday(at), at.day, words.month(at)),
    full: |words, at| format!("{} de {} de {}, {:02}:{:02}", at.day, words.month(at), at.year, at.hour, at.minute),
    full_within: |words, at| format!("el {}", (words.full)(words, at)),
    today: |at| format!("Hoy, {:02}:{:02}", at.hour, at.minute),
    today_within: |at| format!("hoy, {:02}:{:02}", at.hour, at.minute),
    of_month: |words, month| format!("{} de {}", words.nth_month(month.number()), month.year()),
    utc: "UTC",
};
