"""What the kinds of Caltech-101 are called in plain English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhotographedKind:
    """A kind: its noun, its group as `Object` has it, its kinds, nearest first, and other names."""

    noun: str
    group: str
    general: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()


# The kind in the file name = noun | group | kinds | other names.
_TABLE = """
accordion = accordion | household | musical instrument, instrument |
airplanes = airplane | vehicle | aircraft, vehicle | plane, aeroplane, jet
anchor = anchor | household | |
ant = ant | animal | insect, animal |
barrel = barrel | household | container | cask
bass = fish | animal | animal | bass
beaver = beaver | animal | animal |
binocular = binoculars | household | |
bonsai = bonsai tree | plant | tree, plant | bonsai, little tree
buddha = statue | household | sculpture | buddha statue, figure of buddha
butterfly = butterfly | animal | insect, animal |
camera = camera | household | device | photo camera
cannon = cannon | household | weapon |
car-side = car | vehicle | vehicle | automobile
ceiling-fan = ceiling fan | household | | fan
cellphone = phone | household | device | mobile phone, cell phone, cellphone
chair = chair | furniture | furniture | seat
chandelier = chandelier | household | lamp |
cougar-body = cougar | animal | big cat, animal | puma, mountain lion
crab = crab | animal | animal |
crayfish = crayfish | animal | animal |
crocodile = crocodile | animal | reptile, animal | alligator
cup = cup | household | container | mug
dalmatian = dog | animal | animal, pet | dalmatian
dolphin = dolphin | animal | animal |
dragonfly = dragonfly | animal | insect, animal |
electric-guitar = guitar | household | musical instrument, instrument | electric guitar
elephant = elephant | animal | animal |
emu = emu | animal | bird, animal |
euphonium = tuba | household | musical instrument, instrument | euphonium, brass instrument, horn
ewer = jug | household | container | pitcher, ewer
ferry = ferry | vehicle | ship, boat, vehicle |
flamingo = flamingo | animal | bird, animal | pink bird
gerenuk = antelope | animal | animal | gazelle
gramophone = gramophone | household | | record player
grand-piano = piano | furniture | musical instrument, instrument | grand piano
hawksbill = turtle | animal | reptile, animal | sea turtle
headphone = headphones | household | | headset
hedgehog = hedgehog | animal | animal |
helicopter = helicopter | vehicle | aircraft, vehicle | chopper
ibis = ibis | animal | bird, animal |
inline-skate = inline skate | household | footwear | roller skate, skate
joshua-tree = tree | plant | plant |
kangaroo = kangaroo | animal | animal |
ketch = sailboat | vehicle | boat, vehicle | sailing boat, yacht
lamp = lamp | household | | table lamp
laptop = laptop | household | computer, device | notebook
leopards = leopard | animal | big cat, animal |
llama = llama | animal | animal | alpaca
lobster = lobster | animal | animal |
lotus = flower | plant | plant | lotus, lotus flower
mandolin = mandolin | household | musical instrument, instrument |
mayfly = mayfly | animal | insect, animal |
menorah = candlestick | household | | candle holder, menorah
metronome = metronome | household | |
minaret = tower | household | building | minaret
motorbikes = motorbike | vehicle | vehicle | motorcycle, bike
nautilus = nautilus | animal | animal |
octopus = octopus | animal | animal |
okapi = okapi | animal | animal |
pagoda = pagoda | household | building | temple
panda = panda | animal | bear, animal | panda bear
pigeon = pigeon | animal | bird, animal | dove
pizza = pizza | food | food |
platypus = platypus | animal | animal |
pyramid = pyramid | household | building |
revolver = gun | household | weapon | revolver, pistol
rhino = rhino | animal | animal | rhinoceros
rooster = rooster | animal | bird, animal | chicken, cock
saxophone = saxophone | household | musical instrument, instrument |
schooner = sailing ship | vehicle | ship, boat, vehicle | schooner
scissors = scissors | household | tool | pair of scissors
scorpion = scorpion | animal | animal |
sea-horse = seahorse | animal | animal | sea horse
soccer-ball = soccer ball | household | ball | football
stapler = stapler | household | tool |
starfish = starfish | animal | animal | sea star
stop-sign = stop sign | household | sign | traffic sign
strawberry = strawberry | food | fruit, food |
sunflower = sunflower | plant | flower, plant |
tick = tick | animal | animal | bug
umbrella = umbrella | household | | parasol
watch = watch | household | clock | wristwatch
water-lilly = water lily | plant | flower, plant |
wheelchair = wheelchair | vehicle | vehicle |
wild-cat = cat | animal | animal | wildcat, wild cat
windsor-chair = chair | furniture | furniture | wooden chair, seat
wrench = wrench | household | tool | spanner
"""


def _kinds() -> dict[str, PhotographedKind]:
    kinds = {}
    for line in _TABLE.strip().splitlines():
        kind, _, told = line.partition("=")
        noun, group, general, synonyms = (each.strip() for each in told.split("|"))
        kinds[kind.strip()] = PhotographedKind(noun, group, _words(general), _words(synonyms))
    return kinds


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


KINDS = _kinds()
"""By the kind in the file name, `KIND-NUMBER.jpg`."""
