//! The rules that whoever runs the store may change while it runs. Each begins as a setting.

use serde::{Deserialize, Serialize};
use std::{fmt, ops::RangeInclusive, str::FromStr, time::Duration};

use super::{
    CountryCode, Malformed,
    account::spelled,
    region::{PoolRule, RegulatedRegions},
};

/// How long a purchase may be held.
pub const HOLD: RangeInclusive<Duration> = Duration::from_secs(60)..=Duration::from_secs(365 * 86_400);
/// How many verifications of one account may be declined.
pub const ATTEMPTS: RangeInclusive<u32> = 1..=100;
/// What may be added to a carrier's price, in percent.
pub const MARKUP: RangeInclusive<u16> = 0..=1_000;

/// Which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rule {
    /// The `+1` countries whose numbers need a verified account.
    Regions,
    /// What asks a pool for one.
    Pools,
    /// How long a purchase is held.
    Hold,
    /// Verifications that may be declined before an account is.
    Attempts,
    /// What is added to a carrier's price.
    Markup,
}

spelled!(Rule, "rule", Regions = "regions", Pools = "pools", Hold = "hold", Attempts = "attempts", Markup = "markup");

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Countries of the `+1` plan.
    Regions(Vec<CountryCode>),
    /// What holds for pools.
    Pools(PoolRule),
    /// How long.
    Hold(Duration),
    /// How many.
    Attempts(u32),
    /// Percent.
    Markup(u16),
}

impl Value {
    /// Reads what `rule` shall say.
    ///
    /// # Errors
    /// It is not what the rule may say.
    pub fn read(rule: Rule, text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        let read = match rule {
            Rule::Regions => RegulatedRegions::listed(text).map(Self::Regions),
            Rule::Pools => text.parse().ok().map(Self::Pools),
            Rule::Hold => duration(text).filter(|hold| HOLD.contains(hold)).map(Self::Hold),
            Rule::Attempts => text.parse().ok().filter(|attempts| ATTEMPTS.contains(attempts)).map(Self::Attempts),
            Rule::Markup => text.parse().ok().filter(|percent| MARKUP.contains(percent)).map(Self::Markup),
        };
        read.ok_or(Malformed(rule.as_str()))
    }
}

/// The text that [`Value::read`] reads.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Regions(countries) => {
                let codes: Vec<&str> = countries.iter().map(CountryCode::as_str).collect();
                f.write_str(&codes.join(","))
            }
            Self::Pools(rule) => write!(f, "{rule}"),
            Self::Hold(hold) => f.write_str(&written(*hold)),
            Self::Attempts(attempts) => write!(f, "{attempts}"),
            Self::Markup(percent) => write!(f, "{percent}"),
        }
    }
}

/// All rules together, as they are in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Which numbers need a verified account.
    pub regions: RegulatedRegions,
    /// How long a purchase is held.
    pub hold: Duration,
    /// Verifications that may be declined before an account is.
    pub attempts: u32,
    /// What is added to a carrier's price, in percent.
    pub markup: u16,
}

impl Rules {
    /// What one of them says.
    #[must_use]
    pub fn value(&self, rule: Rule) -> Value {
        match rule {
            Rule::Regions => Value::Regions(self.regions.countries.clone()),
            Rule::Pools => Value::Pools(self.regions.pools),
            Rule::Hold => Value::Hold(self.hold),
            Rule::Attempts => Value::Attempts(self.attempts),
            Rule::Markup => Value::Markup(self.markup),
        }
    }

    /// Puts what an operator said in the place of the setting.
    pub fn set(&mut self, value: Value) {
        match value {
            Value::Regions(countries) => self.regions.countries = countries,
            Value::Pools(pools) => self.regions.pools = pools,
            Value::Hold(hold) => self.hold = hold,
            Value::Attempts(attempts) => self.attempts = attempts,
            Value::Markup(percent) => self.markup = percent,
        }
    }
}

const UNITS: [(&str, u64); 5] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

/// Reads a time such as `500ms`, `30s`, `2m`, `1h` or `7d`.
#[must_use]
pub fn duration(text: &str) -> Option<Duration> {
    let split = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(split);
    let (_, millis) = UNITS.into_iter().find(|(name, _)| *name == unit)?;
    Some(Duration::from_millis(number.parse::<u64>().ok()?.checked_mul(millis)?))
}

/// The same the other way, in the largest unit that fits.
fn written(time: Duration) -> String {
    let all = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    let (unit, millis) = UNITS.into_iter().find(|(_, millis)| all % millis == 0).unwrap_or(("ms", 1));
    format!("{}{unit}", all / millis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: Duration = Duration::from_secs(86_400);

    #[test]
    fn a_rule_says_what_it_may_say_and_nothing_else() {
        for (rule, good, bad) in [
            (Rule::Regions, &["US", " US , CA", "JM"][..], &["", "GB", "us", "US,", "US;CA", "ZZ"][..]),
            (Rule::Pools, &["any_plus_one", "by_region"], &["", "none", "ByRegion"]),
            (Rule::Hold, &["1m", "90m", "7d", "365d"], &["", "7", "59s", "366d", "-1d", "1w", "99999999999999999d"]),
            (Rule::Attempts, &["1", "100"], &["", "0", "101", "-1", "2.5", "many"]),
            (Rule::Markup, &["0", "1000"], &["", "1001", "-1", "5%", "1.5"]),
        ] {
            for text in good {
                let value = Value::read(rule, text).expect(text);
                assert_eq!(Value::read(rule, &value.to_string()), Ok(value), "{rule} {text}");
            }
            for text in bad {
                assert_eq!(Value::read(rule, text), Err(Malformed(rule.as_str())), "{rule} {text}");
            }
        }
    }

    #[test]
    fn what_is_set_is_what_it_says() {
        let regions = RegulatedRegions::default();
        let mut rules = Rules { regions, hold: 7 * DAY, attempts: 5, markup: 0 };
        for (rule, text) in [
            (Rule::Regions, "US,JM"),
            (Rule::Pools, "by_region"),
            (Rule::Hold, "36h"),
            (Rule::Attempts, "2"),
            (Rule::Markup, "15"),
        ] {
            rules.set(Value::read(rule, text).expect(text));
            assert_eq!(rules.value(rule).to_string(), text);
        }
        assert_eq!((rules.hold, rules.attempts, rules.markup), (DAY + DAY / 2, 2, 15));
    }

    proptest! {
        #[test]
        fn a_time_is_read_as_it_was_written(millis in 0..400_000_000_000_u64) {
            let time = Duration::from_millis(millis);
            prop_assert_eq!(duration(&written(time)), Some(time));
        }
    }
}
