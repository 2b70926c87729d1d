//! The town: every shape of the toy town, as plain geometry with its light already in it.
//!
//! - [`form`]: boxes, turned parts, plates and rods; [`clay`] paints them and puts them together
//! - [`facing`]: what of it can be seen at all
//! - [`light`], [`openness`] and [`shade`]: the light, computed once
//! - [`toys`]: one function a kind of toy; [`motion`]: how they live and answer
//! - [`setting`]: what a scene is built from; [`bake`]: its light, cast with rays when a release is made
//! - [`island`], [`diorama`], [`quiz`], [`wheel`] and [`finish`]: where things stand; [`crowd`]: who travels;
//!   [`sampler`]: all toys in rows

pub mod bake;
pub mod clay;
pub mod crowd;
pub mod diorama;
pub mod facing;
pub mod finish;
pub mod form;
pub mod ground;
pub mod island;
mod landscape;
pub mod light;
pub mod motion;
pub mod openness;
pub mod paint;
pub mod quiz;
pub mod rng;
pub mod sampler;
pub mod setting;
pub mod shade;
pub mod shape;
pub mod sky;
pub mod stage;
pub mod sun;
pub mod toys;
pub mod wheel;

#[cfg(test)]
mod tests;
