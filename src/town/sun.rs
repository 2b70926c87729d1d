//! How high the sun stands.

use std::f64::consts::TAU;

/// The sun's height over the horizon, in degrees, at a moment (seconds since 1970, UTC) at a place
/// (degrees north and east). Right to about a tenth of a degree in this century; the air, which
/// lifts the sun by half a degree near the horizon, is left out.
///
/// After the low-precision formulas of the Astronomical Almanac.
pub fn height(seconds: i64, latitude: f64, longitude: f64) -> f64 {
    // Days since noon on 1 January 2000.
    let days = seconds as f64 / 86_400.0 - 10_957.5;
    let mean_longitude = 280.460 + 0.985_647_4 * days;
    let anomaly = (357.528 + 0.985_600_3 * days).to_radians();
    let longitude_of_sun =
        (mean_longitude + 1.915 * anomaly.sin() + 0.020 * (2.0 * anomaly).sin()).to_radians();
    let tilt = (23.439 - 0.000_000_4 * days).to_radians();
    let declination = (tilt.sin() * longitude_of_sun.sin()).asin();
    let ascension = (tilt.cos() * longitude_of_sun.sin()).atan2(longitude_of_sun.cos());
    let sidereal = ((18.697_375 + 24.065_709_824_279 * days).rem_euclid(24.0) / 24.0) * TAU;
    let hour = sidereal + longitude.to_radians() - ascension;
    let latitude = latitude.to_radians();
    let sine = latitude.sin() * declination.sin() + latitude.cos() * declination.cos() * hour.cos();
    sine.clamp(-1.0, 1.0).asin().to_degrees()
}

/// How much of the light is dusk's when the sun stands at `height` degrees: none while it is well
/// up, all of it at the end of civil twilight. In sixteenths, so that a town is seldom lit anew.
pub fn dusk(height: f64) -> f32 {
    let share = ((6.0 - height) / 12.0).clamp(0.0, 1.0);
    let eased = share * share * (3.0 - 2.0 * share);
    ((eased * 16.0).round() / 16.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Billund's airport.
    const HERE: (f64, f64) = (55.740, 9.152);

    /// Seconds since 1970 of a day of 2026 (1 is 1 January), and hour and minute in UTC.
    fn at(day: i64, hour: i64, minute: i64) -> i64 {
        1_767_225_600 + (day - 1) * 86_400 + hour * 3_600 + minute * 60
    }

    fn close(seconds: i64, height_there: f64) {
        let height = height(seconds, HERE.0, HERE.1);
        assert!(
            (height - height_there).abs() < 0.4,
            "{height}, not {height_there}"
        );
    }

    #[test]
    fn noon_stands_as_high_as_the_season_says() {
        // 90° less the latitude, with the tilt of the axis in June and without it in December.
        close(at(172, 11, 25), 90.0 - HERE.0 + 23.44);
        close(at(355, 11, 21), 90.0 - HERE.0 - 23.44);
    }

    #[test]
    fn sunrise_and_sunset_are_when_almanacs_have_them() {
        // At the winter solstice 8:51 and 15:53 by the clocks there; the disc's upper edge and the
        // air make that 0.83° below.
        close(at(355, 7, 51), -0.83);
        close(at(355, 14, 53), -0.83);
        // Civil twilight begins at 8:07 and ends at 16:37.
        close(at(355, 7, 7), -6.0);
        close(at(355, 15, 37), -6.0);
        // Midsummer's sunset is at 22:11 by the clocks there.
        close(at(172, 20, 11), -0.83);
    }

    #[test]
    fn dusk_comes_in_steps_and_is_whole_at_the_end_of_twilight() {
        assert_eq!(dusk(30.0), 0.0);
        assert_eq!(dusk(-6.0), 1.0);
        assert_eq!(dusk(-50.0), 1.0);
        let steps: Vec<f32> = (-60..=60)
            .map(|tenth| dusk(f64::from(tenth) / 10.0))
            .collect();
        assert!(steps.windows(2).all(|pair| pair[1] <= pair[0]));
        assert!(steps.iter().all(|step| (step * 16.0).fract() == 0.0));
    }
}
