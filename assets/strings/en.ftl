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
# A day of this year, inside other messages. At most 18 characters.
date-near = { $day } { month-name }
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
# A day of the week at the start of a line, 1 is Monday. At most 10 characters.
weekday =
    { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[other] Sunday
    }
# The same within a sentence: on which day. At most 14 characters.
weekday-within =
    { $weekday ->
        [1] on Monday
        [2] on Tuesday
        [3] on Wednesday
        [4] on Thursday
        [5] on Friday
        [6] on Saturday
       *[other] on Sunday
    }
# A time of day, inside other messages: full hours in short. `past` is the minutes past the hour. At most 6 characters.
clock =
    { $past ->
        [0] { $hour }:00
       *[other] { $time }
    }
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

# Long button on cards: to the next page or stop. At most 10 characters.
next = Next
# Long button on a stop's card outside the tour. At most 16 characters.
to-the-island = To the island

## The panel behind the round button with the person

# First line of the panel. At most 24 characters.
panel-title = The way you like it
# Beside the leaf, followed by a colon and on or off: still camera, nothing drifts. At most 18 characters.
panel-calm = Calm pictures
# Beside the loudspeaker, followed by a colon and on or off. At most 18 characters.
panel-sound = Sound
# Button that closes the panel. At most 10 characters.
panel-close = Close
# State in the panel, after a colon. At most 8 characters.
on = on
# State in the panel, after a colon. At most 8 characters.
off = off

## The tour and what one does on it

# Under a choice's question. `who` is a name, or a few words, without a full stop. At most 76 characters.
asked-by = Who is asking? { $who }.
# After it, if somebody will really decide: never under a question for practice. At most 52 characters.
decided-on = It will be decided on { $date }.
# Ribbon over a thing that was voted on: how often it was touched, never by how many people. At most 18 characters.
taps =
    { $count ->
        [0] No taps yet
        [one] { $count } tap
       *[other] { $count } taps
    }
# After a vote's praise: what the numbers are. At most 56 characters.
taps-here = That is how often each was tapped here today.
# In place of both, after a vote that followed another within three seconds and was not counted. At most 66 characters.
vote-too-soon = That was too quick to count. Take a breath, then tap again.
# Under a vote's question, after who asks: it does not count yet. At most 50 characters.
vote-opens = You can vote from { $date }.
# The same: it is over, and nobody has published how it went. At most 40 characters.
vote-counting = The votes are being counted.
# The same, over the numbers that were published. At most 74 characters.
vote-taps-until = Taps on all screens up to { $date }.
# After that, if nobody has said what was decided. At most 40 characters.
vote-answer-later = The answer will stand here.
# Under a vote's question, once it is decided. At most 52 characters.
vote-decided-on = This was decided on { $date }.
# Title of the card with what was decided; one line. At most 16 characters.
vote-decision = What came of it
# Under the question that is asked before the tour: why, and that nobody learns who answered. At most 76 characters.
knows-before = We ask now and once more after the tour. It is only counted.
# The same after the tour. At most 76 characters.
knows-after = We ask once more, now that you have been on tour. It is only counted.
# In front of a toy that was touched and waits for its name. At most 4 characters.
match-open = ?
# Over four wooden figures, on a quiz's sheet: how many children play together. At most 22 characters.
players-question = How many are you?
# Under a quiz's question, when several answer it, each for themselves. At most 40 characters.
quiz-together = Pick one answer each
# Under the question of a vote between two things, when several choose, each for themselves; who asks follows. At most 24 characters.
vote-together = Pick one each.
# On a quiz's answers and on the players' buttons. At most 2 characters.
answer-letter =
    { $at ->
        [1] A
        [2] B
        [3] C
        [4] D
       *[other] E
    }
# Title of the card: how many people went one way. At most 26 characters.
map-people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
# Under what a map asks: how many people one wooden figure is. At most 46 characters.
map-each =
    { $count ->
        [one] One figure stands for { $count } person
       *[other] One figure stands for { $count } people
    }
# Small line under a figure: where it is from, and of which year. At most 70 characters.
map-source = { $who }, { $year }
# Small line under a picture: whose it is. At most 70 characters.
photo = Photo: { $who }
# Beside a QR code, which takes the address along on a phone. At most 24 characters.
further = Read more at home

## Forms: a survey, and what is missing

# Long button under a question that nothing was chosen for: to the next one. At most 14 characters.
form-skip = Skip
# Long button: ends the survey, and what was answered until then counts. At most 14 characters.
form-stop = Stop here
# Under the thanks: nobody looks at anybody's answers. At most 56 characters.
form-counts = Your answers are added up with those of others.
# Under a question that may have several answers, so many at most. At most 40 characters.
form-most = Choose up to { number }

# Under what is missing, once something was said. At most 50 characters.
needs-more = Anything else? Touch it too.
# Long button: nothing else is missing. At most 16 characters.
needs-done = That is all
# Over the week's board. At most 34 characters.
needs-when = When do you miss it?
# Under it; `what` is what is missing. At most 76 characters.
needs-when-hint = { $what }: put marbles on the board.
# Over bands of age. At most 34 characters.
needs-ages = Who is it for?
# Under it; `what` is what is missing. At most 76 characters.
needs-ages-hint = { $what }: choose all that fit.
# Over places. At most 34 characters.
needs-place = Where do you miss it?
# Under it; `what` is what is missing. At most 76 characters.
needs-place-hint = { $what }: choose one place.
# A day on the week's board, 1 is Monday. At most 3 characters.
week-day =
    { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[other] Sun
    }
# A part of a day on it. At most 8 characters.
week-part =
    { $part ->
        [morning] Morning
        [evening] Evening
        [night] Night
       *[other] Day
    }

## Ideas, put together from pictures

# Over a row of pictures of people, who take part in an idea. At most 34 characters.
ideas-who = Who joins in?
# Over a row of pictures of things to do. At most 34 characters.
ideas-does = What do they do?
# Over a row of pictures of things. At most 34 characters.
ideas-what = What is it about?
# Over a row of pictures of places. At most 34 characters.
ideas-where = Where does it happen?
# Long button while an idea is put together: to those of others. At most 14 characters.
ideas-others = See the ideas
# Over four pictures that make an idea. At most 34 characters.
ideas-ready = This is your idea!
# Under it. At most 56 characters.
ideas-change = Touch a picture to change it.
# Long button: the idea counts from now on. At most 14 characters.
ideas-send = Send it
# Over ideas that hang beside each other. At most 34 characters.
ideas-wall = Which ideas do you like?
# The same if none hang there. At most 34 characters.
ideas-none = No ideas hang here yet
# Under it, if none was sent. At most 50 characters.
ideas-support = Touch them to give a heart.
# Under it, once an idea was sent. At most 66 characters.
ideas-sent = Yours has been counted. Give others a heart.
# In its place, after one that followed another within three seconds and was not counted. At most 76 characters.
ideas-too-soon = That was too quick to count. Take a breath, then build one more.
# After that, if numbers hang there that staff have published. At most 74 characters.
ideas-until = Hearts on all screens up to { $date }.
# Under a heart: how often an idea was supported on all screens. At most 12 characters.
ideas-hearts = { $count }
# Under a star beside one's own idea; one line. At most 6 characters.
ideas-own = Yours
# Under three beads beside an idea that has become a project; one line. At most 6 characters.
ideas-road = Look
# Long button: put another idea together. At most 16 characters.
ideas-more = One more idea
# Over an idea that has become a project. At most 34 characters.
ideas-said = You said it – we do it
# Under it. At most 66 characters.
ideas-became = An idea from the screens has become a project.
# A milestone: somebody looks at how it can be done. At most 16 characters.
ideas-taken = Taken up
# A milestone: it is being done. At most 16 characters.
ideas-underway = Underway
# A milestone: it is there. At most 16 characters.
ideas-finished = Done
# Under a milestone: since when. At most 30 characters.
ideas-since = since { $date }
# Under a milestone that was not reached. At most 24 characters.
ideas-to-come = still to come
# Long button under a project's road: back to all ideas. At most 16 characters.
ideas-back = All ideas
# Under the thanks: nobody looks at who sent what. At most 56 characters.
ideas-counts = Your idea is counted with those of others.

## A gift

# Under what is asked of gifts, before one is looked at. At most 56 characters.
gift-look = Touch a gift to see what it is.
# Over a parcel: it is decided what is in it. At most 34 characters.
gift-decided = The gift is chosen!
# Under it. At most 56 characters.
gift-open = Touch the parcel to unwrap it.
# After where a gift is fetched: the last day. At most 40 characters.
gift-until = Until { $date }.
# Beside a gift's claim code. At most 48 characters.
gift-code = One code, one gift. Take a picture of it.
# The same, while the screen gives out none. At most 48 characters.
gift-code-soon = The next code comes in a moment.
# The same in a demo. At most 48 characters.
gift-code-example = Only an example: this code counts nowhere.

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

## The notice board

# Beside the round button with the board, and over the board. At most 16 characters.
board = Notice board
# Under the board, if it has several pages. At most 18 characters.
board-page = Page { $at } of { $all }
# On the strip of a notice: today, or a part of it. At most 22 characters.
board-today =
    { $part ->
        [morning] This morning
        [evening] This evening
        [night] Tonight
       *[other] Today
    }
# The same: tomorrow, or a part of it. At most 22 characters.
board-tomorrow =
    { $part ->
        [morning] Tomorrow morning
        [evening] Tomorrow evening
        [night] Tomorrow night
       *[other] Tomorrow
    }
# The same: a later day. At most 44 characters.
board-later =
    { $part ->
        [morning] { weekday } { $date }, morning
        [evening] { weekday } { $date }, evening
        [night] { weekday } { $date }, night
       *[other] { weekday } { $date }
    }
# The same with a time; `day` is one of the three above. At most 44 characters.
board-at = { $day } at { clock }
# The same: it goes on day and night until then. At most 26 characters.
board-until = Until { $date }
# The same: it begins then, and goes on for days. At most 26 characters.
board-from = From { $date }
# The same: it has begun and is not over yet. At most 16 characters.
board-now = Right now
# The same: one can always go there. At most 16 characters.
board-always = Always open
# The same: it is open now. At most 26 characters.
board-open-until = Open until { clock }
# The same: when it opens next, at most a week ahead. At most 38 characters.
board-opens =
    { $near ->
        [today] Opens today at { clock }
        [tomorrow] Opens tomorrow at { clock }
       *[other] Opens { weekday-within } at { clock }
    }
# Heading of the only notice, if there is none. At most 26 characters.
board-empty = Room for more
# Under it. At most 70 characters.
board-empty-body = Nothing is pinned up right now. Look in again soon.
# Heading of the board where hangs what the place wants to reach. At most 26 characters.
goals = How far we are
# Beside the green light of a goal: it is reached. At most 18 characters.
goal-reached = Reached!
# The same: it has come as far as it should by now. At most 18 characters.
goal-green = On the way
# Beside the yellow light: at least half as far. At most 18 characters.
goal-amber = A little behind
# Beside the red light: less far. At most 18 characters.
goal-red = Far behind
# Where no light burns: nobody has measured for a year. At most 18 characters.
goal-unknown = No new figure
# Under an end of a goal's ruler: a number, and when it was so or is to be. At most 34 characters.
goal-end = { $value } · { $date }
# The newest number, and when it was so. At most 48 characters.
goal-newest = Measured { $date }: { $value }.
# Where a goal's numbers come from. At most 70 characters.
goal-source = Source: { $who }
# A share of a hundred. At most 8 characters.
percent = { $count }%
# Heading of the note on what the lights of goals say. At most 26 characters.
goals-legend = What the light says
# Beside the green one. At most 36 characters.
goals-green = As far as the plan says
# Beside the yellow one. At most 36 characters.
goals-amber = At least half as far
# Beside the red one. At most 36 characters.
goals-red = Not half as far
# Beside one that is not lit. At most 36 characters.
goals-unknown = Not measured for a year
# Heading of the last notice: whose screen this is, and the small print. At most 26 characters.
about = About this screen
# Under it; `who` is the municipality. At most 110 characters.
about-who = { $who } answers for what is shown here.
# After it. At most 76 characters.
about-private = This screen uses no camera and keeps nothing about you.
# After it: who made the pictures. At most 70 characters.
about-photos = Pictures: { $who }
# Heading of the board where the sources hang. At most 26 characters.
about-sources = How we know
# Heading of the note on what their pins stand for: how well a source is known to be right. At most 42 characters.
about-grades = The more pins, the better it holds
# Beside three pins: who is in charge of what is said, or a work of reference. At most 40 characters.
about-grade-a = Those who answer for it
# Beside two: a publisher who says where it is from. At most 40 characters.
about-grade-b = Those who name their source
# Beside one: anybody else. At most 40 characters.
about-grade-c = Others

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
# Under it: when it opens next, at most a week ahead. At most 42 characters.
closed-until =
    { $near ->
        [today] It wakes up at { $time }.
        [tomorrow] It wakes up tomorrow at { $time }.
       *[other] It wakes up { weekday-within } at { $time }.
    }

## In a demo

# Small strip in a corner of every screen: this is a show, not a kiosk. At most 12 characters.
demo = Demo
# The same while the presenter counts down: minutes that are left. At most 24 characters.
demo-left = Demo · { $count } min
# Heading of the presenter's card. At most 26 characters.
presenter-title = For the presenter
# On it, between back and on, where the show is no stop: the town as a whole. At most 16 characters.
presenter-island = The island
# Strip on it: nothing on the screen. At most 12 characters.
presenter-blank = Blank
# Strip on it: the show as at its start. At most 12 characters.
presenter-restart = Restart
# Strip on it: as when nobody has played, for the next visitor. At most 12 characters.
presenter-reset = New guest
# On it, between quieter and louder. At most 18 characters.
presenter-volume = Sound: { $count }%
# On it: whole minutes since the show was started. At most 30 characters.
presenter-minutes = { $count } min since the start
# Strip on it: so many minutes are counted down. At most 8 characters.
presenter-count = { $count } min
# Strip on it: show and visitors stay at the present stop. At most 20 characters.
presenter-only = Only this stop

## A launch: something is unveiled on all screens in the same second

# Small strip in a corner while a visitor plays; $time is minutes and seconds. At most 26 characters.
launch-slip = New in { $time }
# On the wrapping, under the figures that count down. At most 34 characters.
launch-soon = We are about to unwrap something
# Ribbon on what has just been unwrapped. At most 16 characters.
launch-new = Brand new!

# The finder. Over bands of age. At most 34 characters.
finder-age = How old is whoever comes along?
# Over places. At most 34 characters.
finder-place = Where should it be?
# Over the days of the week. At most 34 characters.
finder-day = Which day suits you?
# Long button: this does not matter. At most 16 characters.
finder-any = Any will do
# A day of the week, 1 is Monday. At most 22 characters.
finder-weekday =
    { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[other] Sunday
    }
# Over what was found, so much there is. At most 34 characters.
finder-found =
    { $count ->
        [one] Here is something for you
       *[other] { $count } things for you
    }
# Over what there is instead, when there is nothing just like that. At most 34 characters.
finder-nothing = Not quite that. But look here:
# Under it: why these are there instead. At most 56 characters.
finder-but-day = These are on other days.
# The same. At most 56 characters.
finder-but-place = These are in other towns.
# The same. At most 56 characters.
finder-but-age = These are for other ages.
# The same. At most 56 characters.
finder-but-several = These come closest.
# The same. At most 56 characters.
finder-but-everything = This is all we know of.
# Long button: begin from the beginning. At most 16 characters.
finder-again = Search again
# Long button: show more of what was found. At most 16 characters.
finder-more = Show more
# Beside a place: nobody has told when. At most 38 characters.
finder-ask-them = Ask them when
