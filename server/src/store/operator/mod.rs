//! What the operator's desk lists: rows of every account, newest first, a page at a time. A page begins behind a row, by
//! its moment and id; nothing is ever counted off, so the last page costs what the first one does.

pub mod cases;
pub mod deliveries;
pub mod orders;
pub mod submitted;
pub mod trail;

use app::desk::{Leaf, Listed, Mark};
use sqlx::{Database, Encode, QueryBuilder, Type};

/// Rows of one page.
pub const ROWS: i64 = 50;

/// Ends a SELECT that has a condition: which rows of the list, the nearest to the page's beginning first, at most `most`.
fn push_leaf<DB: Database>(select: &mut QueryBuilder<DB>, leaf: &Leaf, [at, id]: [&str; 2], most: i64)
where
    for<'e> &'e str: Encode<'e, DB> + Type<DB>,
    for<'e> i64: Encode<'e, DB> + Type<DB>,
{
    let (way, than) = match leaf {
        Leaf::Newest => ("DESC", None),
        Leaf::Before(mark) => ("DESC", Some(("<", mark))),
        Leaf::After(mark) => ("ASC", Some((">", mark))),
    };
    if let Some((than, mark)) = than {
        select.push(format!(" AND ({at}, {id}) {than} (")).push_bind(mark.at.micros());
        select.push(", ").push_bind(mark.id.as_str()).push(")");
    }
    select.push(format!(" ORDER BY {at} {way}, {id} {way} LIMIT ")).push_bind(most);
}

/// The page of which these rows were read, the nearest to its beginning first; `None` for a row that does not fit. `most`
/// is how many were asked for: fewer mean that there are no others.
fn leaf_of<T>(seen: Vec<(Mark, Option<T>)>, leaf: &Leaf, most: i64) -> Listed<T> {
    let rows = usize::try_from(ROWS).unwrap_or(usize::MAX);
    let mut more = i64::try_from(seen.len()).is_ok_and(|seen| seen >= most);
    let (mut marks, mut fits, mut last) = (Vec::new(), Vec::new(), None);
    for (mark, row) in seen {
        if fits.len() == rows {
            more = true;
            break;
        }
        if let Some(row) = row {
            marks.push(mark.clone());
            fits.push(row);
        }
        last = Some(mark);
    }
    let on = last.filter(|_| more);
    let looked_back_to = on.as_ref().filter(|_| fits.len() < rows).map(|mark| mark.at);
    let back = marks.into_iter().next();
    match leaf {
        Leaf::Newest => Listed { rows: fits, newer: None, older: on, looked_back_to },
        Leaf::Before(from) => {
            Listed { rows: fits, newer: Some(back.unwrap_or_else(|| from.clone())), older: on, looked_back_to }
        }
        Leaf::After(_) => {
            fits.reverse();
            Listed { rows: fits, newer: on, older: back, looked_back_to }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::Timestamp;

    fn mark(at: i64) -> Mark {
        Mark { at: Timestamp::from_micros(at), id: format!("row-{at}") }
    }

    /// Rows of these moments, every `nth` of which fits.
    fn seen(moments: impl Iterator<Item = i64>, nth: i64) -> Vec<(Mark, Option<i64>)> {
        moments.map(|at| (mark(at), (at % nth == 0).then_some(at))).collect()
    }

    #[test]
    fn a_page_goes_on_while_there_are_rows() {
        let first = leaf_of(seen((1..=51).rev(), 1), &Leaf::Newest, 51);
        assert_eq!((first.rows.len(), first.newer, first.older.clone()), (50, None, Some(mark(2))));
        assert_eq!(first.looked_back_to, None, "the page is full");
        let second = leaf_of(seen(1..=1, 1), &Leaf::Before(mark(2)), 51);
        assert_eq!((second.rows, second.newer, second.older), (vec![1], Some(mark(1)), None));
        let whole = leaf_of(seen((1..=50).rev(), 1), &Leaf::Newest, 51);
        assert_eq!((whole.rows.len(), whole.older), (50, None));
    }

    #[test]
    fn a_page_of_newer_rows_is_turned_about() {
        let page = leaf_of(seen(3..=53, 1), &Leaf::After(mark(2)), 51);
        assert_eq!((page.rows[0], page.rows[49]), (52, 3));
        assert_eq!((page.newer, page.older), (Some(mark(52)), Some(mark(3))));
        let newest = leaf_of(seen(3..=4, 1), &Leaf::After(mark(2)), 51);
        assert_eq!((newest.rows, newest.newer, newest.older), (vec![4, 3], None, Some(mark(3))));
        let nothing = leaf_of(seen(0..0, 1), &Leaf::After(mark(2)), 51);
        assert_eq!((nothing.rows, nothing.newer, nothing.older), (vec![], None, None));
    }

    #[test]
    fn whoever_found_too_few_goes_on_where_the_look_ended() {
        let page = leaf_of(seen((1..=200).rev(), 100), &Leaf::Newest, 200);
        assert_eq!((page.rows, page.older), (vec![200, 100], Some(mark(1))));
        assert_eq!(page.looked_back_to, Some(Timestamp::from_micros(1)));
        let none = leaf_of(seen((1..=200).rev(), 1_000), &Leaf::Before(mark(201)), 200);
        assert_eq!((none.rows.len(), none.newer, none.older), (0, Some(mark(201)), Some(mark(1))));
        let end = leaf_of(seen((1..=199).rev(), 100), &Leaf::Newest, 200);
        assert_eq!((end.rows, end.older, end.looked_back_to), (vec![100], None, None), "that was all");
    }
}
