"""Nouns that the backbone's classes stand for, so that it would have known the thing itself."""

from __future__ import annotations

from soc_rvos.language.bridge import Bridge
from soc_rvos.language.meanings import THINGS_TOO, phrases

_CLASSED = phrases(
    # Animals that their classes have other names for,
    "polar bear, hippo, pig, duck, chicken, rooster, sheep, lamb, puppy, kitten, horse, pony, cow, "
    "bull, parrot, kangaroo, hedgehog, "
    # vehicles,
    "car, taxi, police car, sports car, truck, lorry, van, bus, school bus, tram, train, airplane, "
    "aeroplane, plane, bicycle, bike, motorcycle, motorbike, scooter, boat, sailboat, tractor, "
    "ambulance, fire truck, fire engine, canoe, ship, "
    # music,
    "guitar, piano, violin, cello, drum, saxophone, trombone, accordion, harp, banjo, harmonica, "
    "microphone, "
    # at home,
    "chair, sofa, couch, bathtub, refrigerator, fridge, microwave, toaster, washing machine, "
    "dishwasher, television, laptop, printer, vacuum, vacuum cleaner, broom, vase, teapot, "
    "bottle, umbrella, backpack, clock, screwdriver, hammer, camera, phone, cellphone, "
    "cell phone, mobile phone, smartphone, "
    # play,
    "ball, basketball, soccer ball, tennis ball, football, teddy bear, parachute, sunglasses, "
    # what is used and worn,
    "binoculars, candle, pillow, traffic light, revolver, rifle, mailbox, barrel, bucket, "
    "dumbbell, barbell, envelope, hourglass, iron, lawn mower, wallet, tripod, "
    "stethoscope, syringe, sewing machine, remote control, projector, padlock, parking meter, "
    "vending machine, frying pan, wok, ladle, spatula, goblet, coffeepot, mug, stove, radiator, "
    "wardrobe, bookcase, crib, throne, park bench, shopping cart, wheelbarrow, shovel, hatchet, "
    "keyboard, joystick, loudspeaker, piggy bank, stopwatch, whistle, "
    "hair dryer, hairdryer, swing, sleeping bag, pinwheel, cannon, gong, "
    # what has no class of its own, but is told from other things by what is akin,
    "lamp, table lamp, chandelier, menorah, jug, watch, wristwatch, electric fan, desk fan, "
    "ceiling fan, stop sign, street sign, road sign, traffic sign, gun, headphones, headphone, "
    "anchor, wrench, scissors, mandolin, tuba, bonsai, "
    # what moves or stands outside,
    "limousine, jeep, minivan, tank, snowmobile, snowplow, forklift, garbage truck, tow truck, "
    "go-kart, moped, tricycle, unicycle, speedboat, submarine, space shuttle, airship, airliner, "
    "bobsled, carousel, castle, fountain, lighthouse, totem pole, volcano, tent, "
    # more of music and play,
    "flute, oboe, bassoon, french horn, maraca, marimba, volleyball, golf ball, rugby ball, "
    "pool table, punching bag, jigsaw puzzle, "
    # and food.
    "mushroom, cauliflower, cucumber, artichoke, pomegranate, fig, pretzel, bagel, burrito, "
    "ice cream, bell pepper, "
    "pizza, banana, strawberry, lemon, orange, broccoli, pineapple, hotdog, hot dog, cheeseburger"
)


def is_classed(noun: str, bridge: Bridge) -> bool:
    """Tell whether classes stand for `noun` itself, not only for some kind of it.

    Of an animal one is called so or ends in it ("zebra", "brown bear"). Of a goat none is: the ibex
    is a wild one, and to the classifier a shaggy goat is a terrier.
    """
    called = bridge.lexicon.singular(" ".join(noun.lower().split()))
    known = bridge.lookup(noun)
    if called is None or called in THINGS_TOO or not len(known.classes):
        return False
    names = [bridge.class_names[number].lower() for number in known.classes]
    last = called.rpartition(" ")[2]
    if last != called and last in _CLASSED and "animal" not in known.concepts:
        # "An alarm clock" is one of the clocks, and some guitars are electric; a freight train, to
        # the table, is a bullet train.
        is_same = known.classes.tolist() == bridge.lookup(last).classes.tolist()
        return is_same or called in _CLASSED or called in names
    is_animal = "animal" in known.concepts and "person" not in known.concepts
    return called in _CLASSED or (is_animal and any(name.endswith(called) for name in names))
