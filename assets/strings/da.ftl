# What the kiosk itself says in Danish. What a place says stands in its feed.
#
# The three files have the same messages with the same arguments. Each comment says where the
# words stand and how long they may be with everything filled in; a test holds them to it.
# Words speak to several people at once: children seldom come alone.

## The language itself

# Language strip, always on the glass, also while another language is spoken. At most 12 characters.
language-name = Dansk
# Between thousands in numbers: a full stop, a comma or nothing else. At most 1 character.
thousands-separator = .
# A day, inside other messages. At most 18 characters.
date-day = { $day }. { month-name } { $year }
# A day of this year, inside other messages. At most 18 characters.
date-near = { $day }. { month-name }
# A month, inside other messages. At most 18 characters.
date-month = { month-name } { $year }
# Name of a month, inside dates. At most 12 characters.
month-name =
    { $month ->
        [1] januar
        [2] februar
        [3] marts
        [4] april
        [5] maj
        [6] juni
        [7] juli
        [8] august
        [9] september
        [10] oktober
        [11] november
       *[12] december
    }
# A time of day, inside other messages; `minute` always has two digits. At most 6 characters.
time-of-day = { $hour }.{ $minute }
# A day of the week at the start of a line, 1 is Monday. At most 10 characters.
weekday =
    { $weekday ->
        [1] Mandag
        [2] Tirsdag
        [3] Onsdag
        [4] Torsdag
        [5] Fredag
        [6] Lørdag
       *[other] Søndag
    }
# The same within a sentence: on which day. At most 14 characters.
weekday-within =
    { $weekday ->
        [1] mandag
        [2] tirsdag
        [3] onsdag
        [4] torsdag
        [5] fredag
        [6] lørdag
       *[other] søndag
    }
# A time of day, inside other messages: full hours in short. `past` is the minutes past the hour. At most 6 characters.
clock =
    { $past ->
        [0] { $hour }
       *[other] { $time }
    }
# A number in the middle of a sentence. At most 9 characters.
number =
    { $count ->
        [0] ingen
        [1] én
        [2] to
        [3] tre
        [4] fire
        [5] fem
        [6] seks
        [7] syv
        [8] otte
        [9] ni
        [10] ti
        [11] elleve
        [12] tolv
       *[other] { $count }
    }
# A number at the start of a line. At most 9 characters.
number-first =
    { $count ->
        [0] Ingen
        [1] Én
        [2] To
        [3] Tre
        [4] Fire
        [5] Fem
        [6] Seks
        [7] Syv
        [8] Otte
        [9] Ni
        [10] Ti
        [11] Elleve
        [12] Tolv
       *[other] { $count }
    }

## Buttons

# Long button on cards: to the next page or stop. At most 10 characters.
next = Videre
# Long button on a stop's card outside the tour. At most 16 characters.
to-the-island = Til øen

## The panel behind the round button with the person

# First line of the panel. At most 24 characters.
panel-title = Som du vil have det
# Beside the leaf, followed by a colon and on or off: still camera, nothing drifts. At most 18 characters.
panel-calm = Rolige billeder
# Beside the loudspeaker, followed by a colon and on or off. At most 18 characters.
panel-sound = Lyd
# Button that closes the panel. At most 10 characters.
panel-close = Luk
# State in the panel, after a colon. At most 8 characters.
on = til
# State in the panel, after a colon. At most 8 characters.
off = fra

## The tour and what one does on it

# Under a choice's question. `who` is a name, or a few words, without a full stop. At most 76 characters.
asked-by = Hvem spørger? { $who }.
# After it, if somebody will really decide: never under a question for practice. At most 52 characters.
decided-on = Det bliver bestemt { $date }.
# Ribbon over a thing that was voted on: how often it was touched, never by how many people. At most 18 characters.
taps =
    { $count ->
        [0] Endnu ingen
       *[other] { $count } tryk
    }
# After a vote's praise: what the numbers are. At most 56 characters.
taps-here = Så mange gange er der trykket her i dag.
# In place of both, after a vote that followed another within three seconds and was not counted. At most 66 characters.
vote-too-soon = Det gik for stærkt til at tælle med. Træk vejret, og tryk igen.
# Under a vote's question, after who asks: it does not count yet. At most 50 characters.
vote-opens = Du kan stemme fra { $date }.
# The same: it is over, and nobody has published how it went. At most 40 characters.
vote-counting = Stemmerne bliver talt op.
# The same, over the numbers that were published. At most 74 characters.
vote-taps-until = Så mange tryk på alle skærme til og med { $date }.
# After that, if nobody has said what was decided. At most 40 characters.
vote-answer-later = Svaret kommer til at stå her.
# Under a vote's question, once it is decided. At most 52 characters.
vote-decided-on = Det blev bestemt { $date }.
# Title of the card with what was decided; one line. At most 16 characters.
vote-decision = Sådan blev det
# Under the question that is asked before the tour: why, and that nobody learns who answered. At most 76 characters.
knows-before = Vi spørger nu og igen efter turen. Vi tæller kun svarene.
# The same after the tour. At most 76 characters.
knows-after = Vi spørger igen, nu hvor turen er slut. Vi tæller kun svarene.
# In front of a toy that was touched and waits for its name. At most 4 characters.
match-open = ?
# Over four wooden figures, on a quiz's sheet: how many children play together. At most 22 characters.
players-question = Hvor mange er I?
# Under a quiz's question, when several answer it, each for themselves. At most 40 characters.
quiz-together = Vælg ét svar hver
# Under the question of a vote between two things, when several choose, each for themselves; who asks follows. At most 24 characters.
vote-together = Vælg én hver.
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
        [one] { $count } menneske
       *[other] { $count } mennesker
    }
# Under what a map asks: how many people one wooden figure is. At most 46 characters.
map-each =
    { $count ->
        [one] Én figur er { $count } menneske
       *[other] Én figur er { $count } mennesker
    }
# Small line under a figure: where it is from, and of which year. At most 70 characters.
map-source = { $who }, { $year }
# Small line under a picture: whose it is. At most 70 characters.
photo = Foto: { $who }
# Beside a QR code, which takes the address along on a phone. At most 24 characters.
further = Læs mere derhjemme

## Forms: a survey, and what is missing

# Long button under a question that nothing was chosen for: to the next one. At most 14 characters.
form-skip = Spring over
# Long button: ends the survey, and what was answered until then counts. At most 14 characters.
form-stop = Stop her
# Under the thanks: nobody looks at anybody's answers. At most 56 characters.
form-counts = Dine svar tælles sammen med andres.
# Under a question that may have several answers, so many at most. At most 40 characters.
form-most = Vælg op til { number }

# Under what is missing, once something was said. At most 50 characters.
needs-more = Mangler der mere? Rør ved det.
# Long button: nothing else is missing. At most 16 characters.
needs-done = Det var det
# Over the week's board. At most 34 characters.
needs-when = Hvornår mangler det?
# Under it; `what` is what is missing. At most 76 characters.
needs-when-hint = { $what }: læg kugler på tavlen.
# Over bands of age. At most 34 characters.
needs-ages = Hvem er det til?
# Under it; `what` is what is missing. At most 76 characters.
needs-ages-hint = { $what }: vælg alle, der passer.
# Over places. At most 34 characters.
needs-place = Hvor mangler det?
# Under it; `what` is what is missing. At most 76 characters.
needs-place-hint = { $what }: vælg ét sted.
# A day on the week's board, 1 is Monday. At most 3 characters.
week-day =
    { $weekday ->
        [1] Man
        [2] Tir
        [3] Ons
        [4] Tor
        [5] Fre
        [6] Lør
       *[other] Søn
    }
# A part of a day on it. At most 8 characters.
week-part =
    { $part ->
        [morning] Morgen
        [evening] Aften
        [night] Nat
       *[other] Dag
    }

## Ideas, put together from pictures

# Over a row of pictures of people, who take part in an idea. At most 34 characters.
ideas-who = Hvem er med?
# Over a row of pictures of things to do. At most 34 characters.
ideas-does = Hvad gør de?
# Over a row of pictures of things. At most 34 characters.
ideas-what = Hvad handler det om?
# Over a row of pictures of places. At most 34 characters.
ideas-where = Hvor sker det?
# Long button while an idea is put together: to those of others. At most 14 characters.
ideas-others = Se idéerne
# Over four pictures that make an idea. At most 34 characters.
ideas-ready = Det er din idé!
# Under it. At most 56 characters.
ideas-change = Rør et billede for at bytte det.
# Long button: the idea counts from now on. At most 14 characters.
ideas-send = Send den
# Over ideas that hang beside each other. At most 34 characters.
ideas-wall = Hvilke idéer kan du lide?
# The same if none hang there. At most 34 characters.
ideas-none = Her hænger ingen idéer endnu
# Under it, if none was sent. At most 50 characters.
ideas-support = Rør dem, og giv et hjerte.
# Under it, once an idea was sent. At most 66 characters.
ideas-sent = Din idé er talt med. Giv gerne andre et hjerte.
# In its place, after one that followed another within three seconds and was not counted. At most 76 characters.
ideas-too-soon = Det gik for hurtigt til at tælle. Træk vejret, og byg én til.
# After that, if numbers hang there that staff have published. At most 74 characters.
ideas-until = Hjerter på alle skærme til og med { $date }.
# Under a heart: how often an idea was supported on all screens. At most 12 characters.
ideas-hearts = { $count }
# Under a star beside one's own idea; one line. At most 6 characters.
ideas-own = Din
# Under three beads beside an idea that has become a project; one line. At most 6 characters.
ideas-road = Se her
# Long button: put another idea together. At most 16 characters.
ideas-more = Én idé til
# Over an idea that has become a project. At most 34 characters.
ideas-said = I sagde det – vi gør det
# Under it. At most 66 characters.
ideas-became = En idé fra skærmene er blevet til et projekt.
# A milestone: somebody looks at how it can be done. At most 16 characters.
ideas-taken = Taget op
# A milestone: it is being done. At most 16 characters.
ideas-underway = I gang
# A milestone: it is there. At most 16 characters.
ideas-finished = Færdig
# Under a milestone: since when. At most 30 characters.
ideas-since = siden { $date }
# Under a milestone that was not reached. At most 24 characters.
ideas-to-come = kommer senere
# Long button under a project's road: back to all ideas. At most 16 characters.
ideas-back = Alle idéer
# Under the thanks: nobody looks at who sent what. At most 56 characters.
ideas-counts = Din idé tælles sammen med andres.

## A gift

# Under what is asked of gifts, before one is looked at. At most 56 characters.
gift-look = Rør en gave for at se, hvad den er.
# Over a parcel: it is decided what is in it. At most 34 characters.
gift-decided = Gaven er valgt!
# Under it. At most 56 characters.
gift-open = Rør pakken, og pak den op.
# After where a gift is fetched: the last day. At most 40 characters.
gift-until = Til og med { $date }.
# Beside a gift's claim code. At most 48 characters.
gift-code = Én kode, én gave. Tag et billede af den.
# The same, while the screen gives out none. At most 48 characters.
gift-code-soon = Den næste kode er her om lidt.
# The same in a demo. At most 48 characters.
gift-code-example = Kun et eksempel: koden gælder ikke.

## The end of the tour

# Title of the last card. At most 26 characters.
finish-floors =
    { $count ->
        [one] { number-first } etage højt
       *[other] { number-first } etager højt
    }
# First sentence of the last card; a sentence of the feed follows. At most 34 characters.
finish-found =
    { $count ->
        [0] Tonerne venter stadig på dig.
        [one] Du fandt { number } tone.
       *[other] Du fandt { number } toner.
    }

## The notice board

# Beside the round button with the board, and over the board. At most 16 characters.
board = Opslagstavlen
# Under the board, if it has several pages. At most 18 characters.
board-page = Side { $at } af { $all }
# On the strip of a notice: today, or a part of it. At most 22 characters.
board-today =
    { $part ->
        [morning] I dag om morgenen
        [evening] I aften
        [night] I nat
       *[other] I dag
    }
# The same: tomorrow, or a part of it. At most 22 characters.
board-tomorrow =
    { $part ->
        [morning] I morgen tidlig
        [evening] I morgen aften
        [night] I morgen nat
       *[other] I morgen
    }
# The same: a later day. At most 44 characters.
board-later =
    { $part ->
        [morning] { weekday } { $date }, om morgenen
        [evening] { weekday } { $date }, om aftenen
        [night] { weekday } { $date }, om natten
       *[other] { weekday } { $date }
    }
# The same with a time; `day` is one of the three above. At most 44 characters.
board-at = { $day } kl. { clock }
# The same: it goes on day and night until then. At most 26 characters.
board-until = Indtil { $date }
# The same: it begins then, and goes on for days. At most 26 characters.
board-from = Fra { $date }
# The same: it has begun and is not over yet. At most 16 characters.
board-now = Lige nu
# The same: one can always go there. At most 16 characters.
board-always = Altid åbent
# The same: it is open now. At most 26 characters.
board-open-until = Åbent til kl. { clock }
# The same: when it opens next, at most a week ahead. At most 38 characters.
board-opens =
    { $near ->
        [today] Åbner i dag kl. { clock }
        [tomorrow] Åbner i morgen kl. { clock }
       *[other] Åbner { weekday-within } kl. { clock }
    }
# Heading of the only notice, if there is none. At most 26 characters.
board-empty = Her er plads
# Under it. At most 70 characters.
board-empty-body = Lige nu hænger her ingen opslag. Kig forbi igen.
# Heading of the board where hangs what the place wants to reach. At most 26 characters.
goals = Så langt er vi
# Beside the green light of a goal: it is reached. At most 18 characters.
goal-reached = Nået!
# The same: it has come as far as it should by now. At most 18 characters.
goal-green = På vej
# Beside the yellow light: at least half as far. At most 18 characters.
goal-amber = Lidt bagefter
# Beside the red light: less far. At most 18 characters.
goal-red = Langt bagefter
# Where no light burns: nobody has measured for a year. At most 18 characters.
goal-unknown = Intet nyt tal
# Under an end of a goal's ruler: a number, and when it was so or is to be. At most 34 characters.
goal-end = { $value } · { $date }
# The newest number, and when it was so. At most 48 characters.
goal-newest = Målt { $date }: { $value }.
# Where a goal's numbers come from. At most 70 characters.
goal-source = Kilde: { $who }
# A share of a hundred. At most 8 characters.
percent = { $count } %
# Heading of the note on what the lights of goals say. At most 26 characters.
goals-legend = Det siger lampen
# Beside the green one. At most 36 characters.
goals-green = Så langt som planen siger
# Beside the yellow one. At most 36 characters.
goals-amber = Mindst halvt så langt
# Beside the red one. At most 36 characters.
goals-red = Ikke halvt så langt
# Beside one that is not lit. At most 36 characters.
goals-unknown = Ikke målt i et år
# Heading of the last notice: whose screen this is, and the small print. At most 26 characters.
about = Om skærmen
# Under it; `who` is the municipality. At most 110 characters.
about-who = { $who } står bag det, der vises her.
# After it. At most 76 characters.
about-private = Skærmen bruger intet kamera og gemmer ikke, hvem du er.
# After it: who made the pictures. At most 70 characters.
about-photos = Billeder: { $who }
# Heading of the board where the sources hang. At most 26 characters.
about-sources = Herfra ved vi det
# Heading of the note on what their pins stand for: how well a source is known to be right. At most 42 characters.
about-grades = Jo flere nåle, jo bedre sidder det fast
# Beside three pins: who is in charge of what is said, or a work of reference. At most 40 characters.
about-grade-a = Den, der selv svarer for det
# Beside two: a publisher who says where it is from. At most 40 characters.
about-grade-b = En, der nævner sin kilde
# Beside one: anybody else. At most 40 characters.
about-grade-c = Andre

## When nobody plays

# Title of the countdown, over any screen. At most 20 characters.
idle-question = Er du her stadig?
# Under it, anew each second, and said aloud once. At most 64 characters.
idle-hint =
    { $seconds ->
        [one] Rør hvor som helst, og leg videre. { $seconds } sekund tilbage.
       *[other] Rør hvor som helst, og leg videre. { $seconds } sekunder tilbage.
    }
# Sign over the island outside opening hours. At most 24 characters.
closed = Byen sover
# Under it: when it opens next, at most a week ahead. At most 42 characters.
closed-until =
    { $near ->
        [today] Den vågner klokken { $time }.
        [tomorrow] Den vågner i morgen klokken { $time }.
       *[other] Den vågner { weekday-within } klokken { $time }.
    }

## In a demo

# Small strip in a corner of every screen: this is a show, not a kiosk. At most 12 characters.
demo = Demo
# The same while the presenter counts down: minutes that are left. At most 24 characters.
demo-left = Demo · { $count } min.
# Heading of the presenter's card. At most 26 characters.
presenter-title = Til dig, der viser frem
# On it, between back and on, where the show is no stop: the town as a whole. At most 16 characters.
presenter-island = Øen
# Strip on it: nothing on the screen. At most 12 characters.
presenter-blank = Sluk
# Strip on it: the show as at its start. At most 12 characters.
presenter-restart = Forfra
# Strip on it: as when nobody has played, for the next visitor. At most 12 characters.
presenter-reset = Ny gæst
# On it, between quieter and louder. At most 18 characters.
presenter-volume = Lyd: { $count } %
# On it: whole minutes since the show was started. At most 30 characters.
presenter-minutes = { $count } min. siden start
# Strip on it: so many minutes are counted down. At most 8 characters.
presenter-count = { $count } min.
# Strip on it: show and visitors stay at the present stop. At most 20 characters.
presenter-only = Kun dette stop

## A launch: something is unveiled on all screens in the same second

# Small strip in a corner while a visitor plays; $time is minutes and seconds. At most 26 characters.
launch-slip = Nyt om { $time }
# On the wrapping, under the figures that count down. At most 34 characters.
launch-soon = Om lidt pakker vi noget ud
# Ribbon on what has just been unwrapped. At most 16 characters.
launch-new = Helt nyt!

# The finder. Over bands of age. At most 34 characters.
finder-age = Hvor gammel er den, der skal med?
# Over places. At most 34 characters.
finder-place = Hvor skal det være?
# Over the days of the week. At most 34 characters.
finder-day = Hvilken dag passer jer?
# Long button: this does not matter. At most 16 characters.
finder-any = Lige meget
# A day of the week, 1 is Monday. At most 22 characters.
finder-weekday =
    { $weekday ->
        [1] Mandag
        [2] Tirsdag
        [3] Onsdag
        [4] Torsdag
        [5] Fredag
        [6] Lørdag
       *[other] Søndag
    }
# Over what was found, so much there is. At most 34 characters.
finder-found =
    { $count ->
        [one] Her er noget for jer
       *[other] { $count } ting for jer
    }
# Over what there is instead, when there is nothing just like that. At most 34 characters.
finder-nothing = Ikke lige det. Men se her:
# Under it: why these are there instead. At most 56 characters.
finder-but-day = Det her er på andre dage.
# The same. At most 56 characters.
finder-but-place = Det her er i andre byer.
# The same. At most 56 characters.
finder-but-age = Det her er for andre aldre.
# The same. At most 56 characters.
finder-but-several = Det her er tættest på.
# The same. At most 56 characters.
finder-but-everything = Det her er alt, hvad vi kender.
# Long button: begin from the beginning. At most 16 characters.
finder-again = Søg igen
# Long button: show more of what was found. At most 16 characters.
finder-more = Vis flere
# Beside a place: nobody has told when. At most 38 characters.
finder-ask-them = Spørg dem om tiden
