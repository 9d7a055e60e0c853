//! Exploring a world, for what is wrong in it.

use stateright::{Checker, HasDiscoveries, Model};
use std::time::Instant;

use crate::{properties as property, setup::Setup};

/// Explores a world to its end and finds nothing wrong in it, but for what `spared` allows.
pub fn holds_but(spared: &[&str], name: &str, setup: Setup) {
    let begun = Instant::now();
    let checker = setup.checker().spawn_bfs().join();
    let (worlds, depth) = (checker.unique_state_count(), checker.max_depth());
    eprintln!("{name}: {worlds} worlds, {depth} steps deep, {:.1?}", begun.elapsed());
    for (property, path) in checker.discoveries() {
        let fine = property == property::SOMETHING_BOUGHT || spared.contains(&property);
        assert!(fine, "{name}: not so: {property}: {:#?}\n{:?}", path.last_state(), path.clone().into_actions());
    }
    checker.assert_any_discovery(property::SOMETHING_BOUGHT);
}

pub fn holds(name: &str, setup: Setup) {
    holds_but(&[], name, setup);
}

/// Explores a world until what is wrong in it is found: a step deeper each time, for the shortest way there.
pub fn finds(wrong: &'static str, name: &str, setup: Setup) {
    let mut seen = 0;
    for depth in 2.. {
        let only = HasDiscoveries::AnyOf([wrong].into());
        let checker = setup.clone().checker().finish_when(only).target_max_depth(depth).spawn_bfs().join();
        let worlds = checker.unique_state_count();
        if let Some(path) = checker.discovery(wrong) {
            eprintln!("{name}: {worlds} worlds, found: {:?}", path.into_actions());
            return;
        }
        assert!(worlds > seen, "{name}: not found in {worlds} worlds: {wrong}");
        seen = worlds;
    }
}
