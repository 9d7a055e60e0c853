//! The numbers for sale: 555-0000 to 555-0999 of six area codes, a range kept for fiction.

/// A country that the emulator knows.
pub(super) struct Country {
    pub(super) iso: &'static str,
    pub(super) name: &'static str,
    pub(super) kinds: &'static [Kind],
}

/// GB has types but no stock, so that an empty answer and a type that only some countries have can be met.
pub(super) const COUNTRIES: [Country; 4] = [
    Country { iso: "US", name: "United States", kinds: &[Kind::Local, Kind::TollFree] },
    Country { iso: "CA", name: "Canada", kinds: &[Kind::Local, Kind::TollFree] },
    Country { iso: "PR", name: "Puerto Rico", kinds: &[Kind::Local, Kind::TollFree] },
    Country { iso: "GB", name: "United Kingdom", kinds: &[Kind::Local, Kind::Mobile] },
];

pub(super) fn country(iso: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|c| c.iso == iso)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Local,
    TollFree,
    Mobile,
}

impl Kind {
    /// As in paths.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Local => "Local",
            Self::TollFree => "TollFree",
            Self::Mobile => "Mobile",
        }
    }

    /// As keys and values in answers.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::TollFree => "toll_free",
            Self::Mobile => "mobile",
        }
    }

    pub(super) fn from_path(name: &str) -> Option<Self> {
        [Self::Local, Self::TollFree, Self::Mobile].into_iter().find(|kind| kind.path() == name)
    }
}

/// An area code; the place is absent for toll-free.
pub(super) struct Area {
    pub(super) code: &'static str,
    pub(super) kind: Kind,
    pub(super) countries: &'static [&'static str],
    pub(super) place: Option<Place>,
}

pub(super) struct Place {
    pub(super) locality: &'static str,
    pub(super) region: &'static str,
    pub(super) rate_center: &'static str,
    pub(super) postal_code: &'static str,
    pub(super) latitude: &'static str,
    pub(super) longitude: &'static str,
}

const fn local(code: &'static str, country: &'static [&'static str], place: Place) -> Area {
    Area { code, kind: Kind::Local, countries: country, place: Some(place) }
}

const fn toll_free(code: &'static str) -> Area {
    Area { code, kind: Kind::TollFree, countries: &["US", "CA", "PR"], place: None }
}

const AREAS: [Area; 6] = [
    local(
        "202",
        &["US"],
        Place {
            locality: "Washington",
            region: "DC",
            rate_center: "WSHNGTNZN1",
            postal_code: "20001",
            latitude: "38.900000",
            longitude: "-77.040000",
        },
    ),
    local(
        "415",
        &["US"],
        Place {
            locality: "San Francisco",
            region: "CA",
            rate_center: "SNFC CNTRL",
            postal_code: "94105",
            latitude: "37.780000",
            longitude: "-122.420000",
        },
    ),
    local(
        "416",
        &["CA"],
        Place {
            locality: "Toronto",
            region: "ON",
            rate_center: "TORONTO",
            postal_code: "M5H",
            latitude: "43.650000",
            longitude: "-79.380000",
        },
    ),
    local(
        "787",
        &["PR"],
        Place {
            locality: "San Juan",
            region: "PR",
            rate_center: "SAN JUAN",
            postal_code: "00901",
            latitude: "18.470000",
            longitude: "-66.110000",
        },
    ),
    toll_free("800"),
    toll_free("888"),
];

/// One number of the stock.
#[derive(Clone, Copy)]
pub(super) struct Offer {
    pub(super) area: &'static Area,
    line: u16,
}

impl Offer {
    /// All of a country and type. Lines from 0100 come first: the ones that tests steer stand last,
    /// so that a person who buys the first row is served.
    pub(super) fn all(country: &str, kind: Kind) -> impl Iterator<Item = Self> {
        let sold = move |area: &&Area| area.kind == kind && area.countries.contains(&country);
        let areas: Vec<&'static Area> = AREAS.iter().filter(sold).collect();
        (0..1000).flat_map(move |n| {
            let line = (n + 100) % 1000;
            areas.clone().into_iter().map(move |area| Self { area, line })
        })
    }

    /// All of an area code.
    pub(super) fn in_area(code: &str) -> impl Iterator<Item = Self> {
        let area = AREAS.iter().find(|area| area.code == code);
        (0..1000).filter_map(move |n| area.map(|area| Self { area, line: (n + 100) % 1000 }))
    }

    pub(super) fn find(e164: &str) -> Option<Self> {
        let national = e164.strip_prefix("+1")?;
        let (code, rest) = national.split_at_checked(3)?;
        let line = rest.strip_prefix("5550").filter(|line| line.len() == 3)?;
        let area = AREAS.iter().find(|area| area.code == code)?;
        let line = line.parse().ok()?;
        Some(Self { area, line })
    }

    pub(super) fn e164(self) -> String {
        format!("+1{}555{:04}", self.area.code, self.line)
    }

    pub(super) fn friendly_name(self) -> String {
        format!("({}) 555-{:04}", self.area.code, self.line)
    }

    /// The last four digits: what tests steer by.
    pub(super) fn line(self) -> u16 {
        self.line
    }

    pub(super) fn voice(self) -> bool {
        true
    }

    /// Local lines that end in 8 carry voice only.
    pub(super) fn sms(self) -> bool {
        self.area.kind != Kind::Local || self.line % 10 != 8
    }

    /// Local lines that end in 9 carry no MMS.
    pub(super) fn mms(self) -> bool {
        self.sms() && (self.area.kind != Kind::Local || self.line % 10 != 9)
    }
}
