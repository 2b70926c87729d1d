//! Nobody is there: the island itself, alive. There is no "touch to begin".

use super::Talk;
use super::island;
use crate::ui::Ui;

/// Lays the same pieces as on the island: the first touch already does something.
pub fn lay(ui: &mut Ui, talk: &Talk) {
    island::lay(ui, talk);
}
