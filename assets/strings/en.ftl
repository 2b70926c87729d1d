# What the kiosk itself says in English. What a place says stands in its feed.
#
# The three files have the same messages with the same arguments. Each comment says where the
# words stand and how long they may be with everything filled in; a test holds them to it.
# Words speak to several people at once: children seldom come alone.

## The language itself

# Language strip, always on the glass, also while another language is spoken. At most 12 characters.
language-name = English
# Between thousands in numbers: a full stop, a comma or nothing else. At most 1 character.
thousands-separator = ,
# A day, inside other messages. At most 18 characters.
date-day = { $day } { month-name } { $year }
# A month, inside other messages. At most 18 characters.
date-month = { month-name } { $year }
# Name of a month, inside dates. At most 12 characters.
month-name =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
# A time of day, inside other messages; `minute` always has two digits. At most 6 characters.
time-of-day = { $hour }:{ $minute }
# A number in the middle of a sentence. At most 9 characters.
number =
    { $count ->
        [0] no
        [1] one
        [2] two
        [3] three
        [4] four
        [5] five
        [6] six
        [7] seven
        [8] eight
        [9] nine
        [10] ten
        [11] eleven
        [12] twelve
       *[other] { $count }
    }
# A number at the start of a line. At most 9 characters.
number-first =
    { $count ->
        [0] No
        [1] One
        [2] Two
        [3] Three
        [4] Four
        [5] Five
        [6] Six
        [7] Seven
        [8] Eight
        [9] Nine
        [10] Ten
        [11] Eleven
        [12] Twelve
       *[other] { $count }
    }

## Buttons

# Round button with the house, lower right: said aloud, never shown. At most 12 characters.
home = Home
# Long button on cards: to the next page or stop. At most 10 characters.
next = Next
# Long button: one page back. At most 10 characters.
back = Back
# Long button on the last card: the same once more. At most 10 characters.
again = Again
# Long button on a stop's card outside the tour. At most 16 characters.
to-the-island = To the island
# Long button: past this stop. At most 12 characters.
skip = Skip
# Button of a choice. At most 6 characters.
yes = Yes
# Button of a choice. At most 6 characters.
no = No

## The panel behind the round button with the person

# Round button with the person: said aloud, never shown. At most 20 characters.
panel = Your settings
# First line of the panel. At most 24 characters.
panel-title = The way you like it
# Beside the leaf, followed by a colon and on or off: still camera, nothing drifts. At most 18 characters.
panel-calm = Less movement
# Beside the loudspeaker, followed by a colon and on or off. At most 18 characters.
panel-sound = Sound
# Beside the mouth, followed by a colon and on or off: texts are spoken. At most 18 characters.
panel-speech = Read aloud
# Button that closes the panel. At most 10 characters.
panel-close = Close
# State in the panel, after a colon. At most 8 characters.
on = on
# State in the panel, after a colon. At most 8 characters.
off = off

## The tour and what one does on it

# Under the beads, and said aloud. At most 24 characters.
tour-stop = Stop { $at } of { $all }
# On the tray while one looks for things. At most 24 characters.
found-of = { $found } of { $all } found
# Beside the string of beads. At most 16 characters.
notes =
    { $count ->
        [one] { number-first } note
       *[other] { number-first } notes
    }
# Under a quiz's question. At most 64 characters.
quiz-hint =
    { $count ->
        [one] Find the right one. You may try them all.
       *[other] Find the { number } right ones. You may try them all.
    }
# On the tray of a quiz. At most 24 characters.
quiz-score = { $right } of { $all } right
# Under a choice's question. `who` is a name without a full stop. At most 76 characters.
asked-by = Who is asking? { $who }.
# After it, if somebody will really decide: never under a question for practice. At most 52 characters.
decided-on = It will be decided on { $date }.
# Ribbon over the thing that was chosen. At most 22 characters.
choice-thanks = Thanks for choosing!
# Under a choice: touches since it began. They are never people. At most 28 characters.
taps =
    { $count ->
        [one] { $count } tap
       *[other] { $count } taps
    }
# Small line under a card: where a fact comes from. At most 100 characters.
source = Source: { $source }, { $date }
# Small line under a picture: whose it is. At most 70 characters.
photo = Photo: { $who }

## The end of the tour

# Title of the last card. At most 26 characters.
finish-floors =
    { $count ->
        [one] { number-first } floor high
       *[other] { number-first } floors high
    }
# First sentence of the last card; a sentence of the feed follows. At most 34 characters.
finish-found =
    { $count ->
        [0] The notes are still waiting.
        [one] You found { number } note.
       *[other] You found { number } notes.
    }
# Sentence of the last card. At most 40 characters.
finish-places =
    { $count ->
        [0] The town is still waiting for you.
        [one] You visited { number } place.
       *[other] You visited { number } places.
    }

## When nobody plays

# Title of the countdown, over any screen. At most 20 characters.
idle-question = Are you still here?
# Under it, anew each second, and said aloud once. At most 64 characters.
idle-hint =
    { $seconds ->
        [one] Touch anywhere to play on. { $seconds } second left.
       *[other] Touch anywhere to play on. { $seconds } seconds left.
    }
# Sign over the island outside opening hours. At most 24 characters.
closed = The town is asleep
# Under it. At most 40 characters.
closed-until = It wakes up at { $time }.
# Small mark in a corner while the kiosk is only shown to somebody. At most 10 characters.
demo = Demo
