//! legeplads-kiosk
