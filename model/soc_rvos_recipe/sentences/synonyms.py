"""Names of things that look or are called so much alike that neither is plainly wrong for both."""

from __future__ import annotations

_TABLE = """
man, boy, guy, male, gentleman, young boy, kid, child, adult, skier, snowboarder, fencer;
woman, girl, lady, female, young girl, kid, child, adult;
man, woman, adult, fencer, skier, snowboarder;
boy, girl, kid, child;
person: doll, snowman, nesting dolls, teddy bear, human, robot, carousel horse;
dog, wolf, fox, puppy, poodle, bulldog, raccoon, badger;
cat, kitty, siamese cat, tiger, leopard, lion, big cat, kitten;
cow, ox, bull, buffalo, bison, water buffalo;
sheep, goat, ram, llama, alpaca, lamb;
mouse, rat, hamster, chipmunk, squirrel, hedgehog;
rabbit, hare, bunny, kangaroo;
whale, dolphin, shark, fish, pufferfish, seal, otter, beaver;
octopus, squid, shrimp, lobster, crab, scorpion, fried shrimp, spider;
crocodile, alligator, lizard, dinosaur, snake, turtle, tortoise;
horse, mare, pony, donkey, zebra, deer, camel, llama, mammoth, carousel horse, rocking horse;
deer, deer head, giraffe, goat;
bear, panda, polar bear, koala, teddy bear, gorilla, stuffed bear, teddy, sloth;
monkey, gorilla, orangutan, ape, sloth, koala;
bee, fly, mosquito, ant, beetle, ladybug, cricket, cockroach, caterpillar, worm, bug, spider,
butterfly, insect, scorpion;
hen, chicken, rooster, turkey, chick, duck, swan, dodo, roast chicken, goose, chicken leg;
bird: hen, chicken, rooster, turkey, chick, duck, swan, dodo, penguin, dove, pigeon, eagle, owl,
parrot, peacock, flamingo, blackbird, roast chicken, bat;
rhino, rhinoceros, hippo, hippopotamus, elephant, mammoth, boar, wild boar, pig;
skunk, badger, raccoon, beaver, otter, chipmunk, hedgehog;
animal: teddy bear, rocking horse, carousel horse, deer head, doll, roast chicken, toy, shell,
seashell, coral, fried shrimp, stuffed bear, sushi;
car, automobile, taxi, cab, suv, off-roader, van, minivan, minibus, police car, racing car, sports
car, convertible, open car, hatchback, sedan, small car, pickup truck, jeep, toy car, ambulance,
delivery van, beetle, rickshaw, truck, trolley;
bus, trolleybus, tram, streetcar, train, coach, city bus, railway carriage, minibus, van,
locomotive, steam train, bullet train, toy train;
truck, lorry, semi truck, van, delivery van, fire engine, fire truck, ambulance, pickup truck,
tractor, forklift, fork lift truck, bus;
motorbike, motorcycle, scooter, moped, bicycle, bike, bmx, tricycle, trike, kick scooter, exercise
bike, stationary bike;
ship, boat, ferry, cruise ship, sailboat, sailing boat, motorboat, speedboat, canoe, rowboat,
rowing boat;
airplane, plane, aircraft, helicopter, rocket, flying saucer, ufo, toy plane, biplane;
wheelchair, stroller, buggy, pushchair, baby carriage, shopping cart, trolley, wheelbarrow, chair,
motorized wheelchair;
skateboard, board, sled, sledge, scooter, kick scooter, snowboard;
vehicle: toy car, toy plane, toy train, wheelbarrow, lawn mower, mower, skateboard, sled,
wheelchair, shopping cart, stroller, tricycle, toy, rocking horse, shipping container, treadmill,
exercise bike;
chair, armchair, seat, stool, bench, sofa, couch, deck chair, lounger, beach chair, folding chair,
high chair, baby chair, bar stool, swing, footstool, ottoman, pouf, toilet, sofa bed;
bed, bunk bed, loft bed, crib, cot, sofa, couch, sofa bed, mattress, air mattress, hammock,
sleeping bag;
table, desk, coffee table, low table, glass table, dressing table, vanity, bedside table,
nightstand, changing table, workbench, writing desk, stool, pool table, table tennis table, tv
stand, bench, table football, footstool;
wardrobe, cupboard, cabinet, closet, shelf, shelves, rack, bookcase, bookshelf, chest of drawers,
dresser, drawers, filing cabinet, chest, tv stand, television cabinet, bedside table, nightstand,
refrigerator, fridge, locker, safe, dressing table;
box, chest, cardboard box, container, shipping container, parcel, trunk, suitcase, gift, present,
bread box, gift box, safe, toolbox, crate, flower box, brick, recycling bin, cube;
cup, mug, glass, drinking glass, bowl, vase, pot, jar, bucket, teapot, coffee pot, bottle, barrel,
wine glass, paper cup, drink, glass of milk, beer mug, glass of beer, beer, cocktail, cocktail
glass, cup of coffee, medicine bottle, salt shaker, amphora, cups, planter, bowl of soup, spray
bottle, candle, oil drum, trophy, lotion bottle, baby bottle, champagne bottle, milk carton,
yogurt bottle, basket;
plate, dish, bowl, pan, frying pan, salad bowl, fruit bowl, frisbee;
television, tv, computer, laptop, tablet, tablet computer, screen, monitor, notebook, phone,
mobile phone, smartphone, cell phone, projector, whiteboard, board, mirror, video game;
radio, stereo, loudspeaker, speaker, microwave, oven, stove, toaster, microwave oven, printer,
safe, telephone, television, refrigerator, fridge, washing machine, washer, dishwasher, fireplace,
air conditioner;
lamp, light, desk lamp, hanging lamp, ceiling lamp, lantern, street lamp, lamp post, flashlight,
torch, candle, light bulb, stone lantern, thermometer, chandelier;
bag, backpack, rucksack, handbag, purse, suitcase, briefcase, luggage, shopping bags, sleeping
bag, punching bag, safety vest;
telephone, phone, mobile phone, cell phone, smartphone, remote control, remote, calculator,
camera, stapler;
camera, photo camera, video camera, camcorder, projector, telescope, microscope;
clock, alarm clock, watch, wristwatch, stopwatch, thermometer, scale, scales, dartboard;
book, books, stack of books, newspaper, paper, notebook, laptop, envelope, letter, brick,
chocolate bar;
ball, soccer ball, football, basketball, volleyball, baseball, softball, rugby ball, american
football, orange, tangerine, goal, balloon, table football;
knife, fork, spoon, cutlery, utensils, knife block, saw, screwdriver, brush, comb, hairbrush,
toothbrush, toilet brush, broom;
tool: hammer, axe, pick, pickaxe, wrench, spanner, screwdriver, saw, shovel, spade, pliers, drill,
scissors, tape measure, knife, broom, rake, plunger, utensils, toolbox, paint roller, sponge,
stapler, ladder, stepladder;
pencil, pen, crayon, lipstick, syringe, toothbrush, screwdriver, candle;
guitar, electric guitar, violin, banjo, musical instrument, piano, keyboard, xylophone, accordion,
saxophone, trumpet, drum;
tennis racket, racket, table tennis bat, paddle;
bin, trash can, dustbin, garbage can, waste basket, recycling bin, bucket, basket, mailbox,
letterbox, postbox, barrel, flower box;
washbasin, sink, bathtub, bath, tub, hot tub, jacuzzi, toilet, fountain;
hat, cap, helmet, sun hat, top hat, crown;
shirt, t-shirt, blouse, sweater, jumper, long-sleeved shirt, jacket, coat, tee, tee shirt, suit,
vest, safety vest, kimono, robe, dress, gown, clothes;
dress, gown, skirt, robe, kimono, swimsuit, bikini, clothes;
trousers, pants, jeans, shorts, clothes, skirt;
shoes, shoe, sneakers, sneaker, boots, boot, high heels, high heel, slippers, sandal, pair of
shoes, roller skate, ice skate, skate, footwear, hiking boot;
glasses, sunglasses, goggles, glass;
glove, gloves, boxing glove;
clothing: helmet, towel, backpack, bag, handbag, glasses, watch, umbrella, headphones, ring,
sleeping bag, boxing glove;
tree, palm tree, palm, pine tree, conifer, fir tree, christmas tree, bonsai, bonsai tree, snowy
pine tree, bush, shrub, hedge, bamboo, blossoming tree, plant, potted plant, houseplant, cactus,
cherry blossom;
plant: potted plant, houseplant, flowers, flower, bouquet, flower box, planter, tulip, rose,
sunflower, hibiscus, cherry blossom, lotus, clover, maple leaf, leaf, seedling, cactus, bamboo,
bush, vase, broccoli, lettuce, coral, mushroom, logs, tree;
cake, birthday cake, cupcake, muffin, slice of cake, pie, bread, pancakes, waffle, bagel,
croissant, doughnut, donut, baguette, cookie, biscuit, pretzel, loaf of bread;
hamburger, burger, sandwich, hot dog, taco, burrito, meat, steak, bacon, chicken leg, roast
chicken, bagel;
fruit, vegetable, tomato, avocado, corn, bell pepper, pepper, chili pepper, mushroom, potato,
cucumber, coconut, salad, fruit bowl, bowl of fruit, aubergine, eggplant;
apple, peach, mango, tomato, orange, tangerine, pear, lemon, kiwi, melon, watermelon, cherries,
grapes, blueberries, strawberry, onion;
food: fruit, vegetable, cup of coffee, drink, cocktail, beer, wine glass, bottle, milk carton,
fish, shrimp, lobster, crab, teapot, bowl, glass of milk, octopus, shell;
ice cream, ice cream cone, lollipop, cupcake;
toy: doll, ball, balloon, teddy bear, rubik's cube, cube, game, chess set, doll house, swing,
slide, seesaw, sandpit, sandbox, playground, bicycle, tricycle, skateboard, car, airplane, die,
joystick, frisbee, yo-yo, kite, scooter, kick scooter, blocks, stroller, animal, train, rocket,
drum;
house, hut, shed, playhouse, tent, doll house;
rock, stone, stone lantern, brick, potato;
screen, board, television, computer;
ladder, stepladder, shelf, shelves, rack, clothes rack;
furniture: lamp, television, piano, toilet, refrigerator, fridge, stove, oven, washbasin, sink,
bathtub, swing, hammock, clothes rack, pool table, table tennis table, workbench, ladder,
stepladder, crib, high chair, wheelchair, desk lamp, mattress, air mattress, fireplace, safe,
pinball machine, washing machine, washer, whiteboard, aquarium, table football, box, hot tub,
mirror, door, barrel, basket, ottoman, flower box, exercise bike, treadmill, shelf;
appliance: lamp, computer, television, radio, fan, printer, projector, vacuum cleaner, water
cooler, aquarium, treadmill, loudspeaker, scale, dishwasher, drill, lawn mower, laptop, telephone;
whiteboard, screen, shield, door, box;
game: toy, ball, dartboard, chess set, pool table, table tennis table, soccer ball, die, table
football;
wheel, tire, ring, doughnut, donut;
key, keys, ring;
bottle, cocktail glass, fire extinguisher, extinguisher, thermometer;
umbrella, parasol, tent, kite;
fire hydrant, hydrant, fire extinguisher, mailbox, letterbox, postbox, fuel pump;
money, paper, envelope, newspaper, towel;
pet: bird, hen, horse, fish, chick, hamster, mouse, rabbit, turtle, parrot, poodle;
hammer, axe, pick, pickaxe;
wrench, spanner, pliers, screwdriver;
shovel, spade, broom;
screwdriver, saw, drill, knife;
eagle, owl, parrot, dove, pigeon, blackbird;
swan, duck, flamingo, penguin, ibis;
ibis, flamingo, heron, stork, emu, ostrich;
lobster, crayfish, crab, shrimp, scorpion, tick, spider;
dragonfly, mayfly, mosquito, butterfly, fly, bee;
sailboat, sailing boat, yacht, sailing ship, schooner, ferry, ship, boat;
cat, wild cat, wildcat, cougar, puma, mountain lion, leopard, big cat;
antelope, gazelle, okapi, deer, goat, llama;
platypus, beaver, otter, seal;
nautilus, shell, seashell, snail, octopus;
tree, bonsai, bonsai tree, little tree, joshua tree, palm tree;
tower, minaret, pagoda, temple, pyramid, building, house, hut;
jug, pitcher, ewer, vase, teapot, pot, cup, mug;
guitar, electric guitar, mandolin, violin, bass;
tuba, euphonium, brass instrument, horn, trumpet, saxophone, gramophone;
flower, lotus, lotus flower, water lily;
laptop, notebook, computer;
lamp, chandelier, table lamp, candlestick, candle holder, menorah, light;
inline skate, roller skate, skate, shoe, boot;
statue, sculpture, person, man, woman;
fish, bass, dolphin, seahorse, sea horse, starfish;
clock, watch, wristwatch;
binoculars, camera;
gun, pistol, revolver, cannon, weapon;
flowers, flower, bouquet, tulip, rose, sunflower, hibiscus, cherry blossom, lotus
"""


def _pairs() -> frozenset[frozenset[str]]:
    """Every two words of a group; where it begins with "word:", only those with that word."""
    pairs: set[frozenset[str]] = set()
    for group in _TABLE.split(";"):
        head, colon, rest = group.rpartition(":")
        words = [" ".join(word.split()) for word in rest.split(",")]
        firsts = [" ".join(head.split())] if colon else words
        pairs |= {frozenset((first, word)) for first in firsts for word in words}
    return frozenset(pairs)


CLOSE = _pairs()
"""Pairs of lower-case nouns."""
