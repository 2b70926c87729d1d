//! The desk's commands, by the real program.

mod bake;
mod beside;
mod booth;
mod buckets;
mod check;
mod claim;
mod coverage;
mod crash;
mod expired;
mod gaps;
mod history;
mod hostile;
mod keys;
mod moves;
mod pack;
mod publish;
mod race;
mod report;
mod s3;
mod support;
mod theft;
mod wrong;
