//! What a business does.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::domain::{Malformed, account::spelled};

/// What a business does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says it itself")]
pub enum Industry {
    Agriculture,
    Automotive,
    Banking,
    Consumer,
    Education,
    Electronics,
    Energy,
    Engineering,
    FastMovingConsumerGoods,
    Financial,
    Fintech,
    FoodAndBeverage,
    Government,
    Healthcare,
    Hospitality,
    Insurance,
    Jewelry,
    Legal,
    Manufacturing,
    Media,
    NotForProfit,
    OilAndGas,
    Online,
    RawMaterials,
    RealEstate,
    Religion,
    Retail,
    Technology,
    Telecommunications,
    Transportation,
    Travel,
}

spelled!(
    Industry,
    "industry",
    Agriculture = "agriculture",
    Automotive = "automotive",
    Banking = "banking",
    Consumer = "consumer",
    Education = "education",
    Electronics = "electronics",
    Energy = "energy",
    Engineering = "engineering",
    FastMovingConsumerGoods = "fast_moving_consumer_goods",
    Financial = "financial",
    Fintech = "fintech",
    FoodAndBeverage = "food_and_beverage",
    Government = "government",
    Healthcare = "healthcare",
    Hospitality = "hospitality",
    Insurance = "insurance",
    Jewelry = "jewelry",
    Legal = "legal",
    Manufacturing = "manufacturing",
    Media = "media",
    NotForProfit = "not_for_profit",
    OilAndGas = "oil_and_gas",
    Online = "online",
    RawMaterials = "raw_materials",
    RealEstate = "real_estate",
    Religion = "religion",
    Retail = "retail",
    Technology = "technology",
    Telecommunications = "telecommunications",
    Transportation = "transportation",
    Travel = "travel"
);
