//! A phone number, large, in groups, with what was searched for marked.

use leptos::prelude::*;

use crate::domain::PhoneNumber;

/// The number for people; the first place where `marked` occurs in it stands out.
#[component]
pub(crate) fn Number(number: PhoneNumber, #[prop(into, optional)] marked: String) -> impl IntoView {
    let runs = runs(&number, &marked);
    view! {
        <span class="number">
            {runs
                .into_iter()
                .map(|(text, hit)| if hit { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() })
                .collect_view()}
        </span>
    }
}

/// The number's text in pieces, each marked or not. A gap between two marked groups is marked too.
fn runs(number: &PhoneNumber, marked: &str) -> Vec<(String, bool)> {
    let hit = place(number, marked);
    let mut runs: Vec<(String, bool)> = vec![("+".to_owned(), false)];
    let mut at = 0;
    for (nth, group) in number.groups().into_iter().enumerate() {
        let inside = |at: usize| hit.as_ref().is_some_and(|hit| hit.contains(&at));
        if nth > 0 {
            push(&mut runs, ' ', inside(at) && inside(at - 1));
        }
        for digit in group.chars() {
            push(&mut runs, digit, inside(at));
            at += 1;
        }
    }
    runs
}

fn push(runs: &mut Vec<(String, bool)>, text: char, hit: bool) {
    match runs.last_mut() {
        Some((last, same)) if *same == hit => last.push(text),
        _ => runs.push((text.to_string(), hit)),
    }
}

/// Where in the digits the search hit; the country code of `+1` does not count unless nothing else does.
fn place(number: &PhoneNumber, marked: &str) -> Option<std::ops::Range<usize>> {
    if marked.is_empty() {
        return None;
    }
    let digits = number.digits();
    let national = usize::from(number.nanp().is_some());
    let start = digits[national..].find(marked).map(|at| at + national).or_else(|| digits.find(marked))?;
    Some(start..start + marked.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(number: &str, marked: &str) -> String {
        let number: PhoneNumber = number.parse().expect("a number");
        let piece = |(text, hit): (String, bool)| if hit { format!("[{text}]") } else { text };
        runs(&number, marked).into_iter().map(piece).collect()
    }

    #[test]
    fn marks_what_was_searched_for() {
        for (number, marked, expected) in [
            ("+14155552677", "2677", "+1 415 555 [2677]"),
            ("+14155552677", "5552", "+1 415 [555 2]677"),
            ("+14155552677", "1", "+1 4[1]5 555 2677"),
            ("+14155552677", "14", "+[1 4]15 555 2677"),
            ("+14155552677", "", "+1 415 555 2677"),
            ("+442079460123", "9999", "+44 20 7946 0123"),
        ] {
            assert_eq!(shown(number, marked), expected);
        }
    }
}
