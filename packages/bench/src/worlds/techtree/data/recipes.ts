/**
 * Recipes: `output [xN] = rows ; letter ingredient, …`, the rows of the grid divided by slashes; `output [xN] < n ingredient, …`
 * where the order does not matter. `a|b` takes either; `@ item` asks for that item to stand nearby.
 */
export const recipeLines = `
plank x4 < log
pale-plank x4 < pale-log
stick x4 = P/P ; P plank|pale-plank
crafting-table = PP/PP ; P plank|pale-plank
chest = PPP/P.P/PPP ; P plank|pale-plank
barrel = PSP/P.P/PSP ; P plank|pale-plank, S stick
bowl x4 = P.P/.P. ; P plank|pale-plank
boat = P.P/PPP ; P plank|pale-plank
door x3 = PP/PP/PP ; P plank|pale-plank
fence x3 = PSP/PSP ; P plank|pale-plank, S stick
ladder x3 = S.S/SSS/S.S ; S stick
sign x3 = PPP/PPP/.S. ; P plank|pale-plank, S stick
trapdoor x2 = PPP/PPP ; P plank|pale-plank
wooden-pickaxe = PPP/.S./.S. ; P plank|pale-plank, S stick
wooden-axe = PP/PS/.S ; P plank|pale-plank, S stick
wooden-shovel = P/S/S ; P plank|pale-plank, S stick
wooden-sword = P/P/S ; P plank|pale-plank, S stick
wooden-hoe = PP/.S/.S ; P plank|pale-plank, S stick

stone-bricks x4 = SS/SS ; S stone
furnace = CCC/C.C/CCC ; C cobblestone
blast-furnace = III/IFI/SSS ; I iron-ingot, F furnace, S smooth-stone
stonecutter = .I./SSS ; I iron-ingot, S stone
lever = S/C ; S stick, C cobblestone
stone-slab x6 = SSS ; S stone
stone-pickaxe = CCC/.S./.S. ; C cobblestone, S stick
stone-axe = CC/CS/.S ; C cobblestone, S stick
stone-shovel = C/S/S ; C cobblestone, S stick
stone-sword = C/C/S ; C cobblestone, S stick
stone-hoe = CC/.S/.S ; C cobblestone, S stick

coal-block = CCC/CCC/CCC ; C coal
torch x4 = C/S ; C coal|charcoal, S stick
campfire = .S./SCS/LLL ; S stick, C coal|charcoal, L log|pale-log

iron-nugget x9 < iron-ingot
iron-block = III/III/III ; I iron-ingot
iron-pickaxe = III/.S./.S. ; I iron-ingot, S stick
iron-axe = II/IS/.S ; I iron-ingot, S stick
iron-shovel = I/S/S ; I iron-ingot, S stick
iron-sword = I/I/S ; I iron-ingot, S stick
iron-hoe = II/.S/.S ; I iron-ingot, S stick
iron-helmet = III/I.I ; I iron-ingot
iron-chestplate = I.I/III/III ; I iron-ingot
iron-leggings = III/I.I/I.I ; I iron-ingot
iron-boots = I.I/I.I ; I iron-ingot
bucket = I.I/.I. ; I iron-ingot
shears = .I/I. ; I iron-ingot
chain = N/I/N ; N iron-nugget, I iron-ingot
lantern = NNN/NTN/NNN ; N iron-nugget, T torch
flint-and-steel < iron-ingot, flint
rail x16 = I.I/ISI/I.I ; I iron-ingot, S stick
minecart = I.I/III ; I iron-ingot
hopper = I.I/ICI/.I. ; I iron-ingot, C chest
cauldron = I.I/I.I/III ; I iron-ingot
anvil = BBB/.I./III ; B iron-block, I iron-ingot
shield = PIP/PPP/.P. ; P plank|pale-plank, I iron-ingot
lightning-rod = C/C/C ; C copper-ingot

gold-nugget x9 < gold-ingot
gold-block = GGG/GGG/GGG ; G gold-ingot
golden-pickaxe = GGG/.S./.S. ; G gold-ingot, S stick
golden-sword = G/G/S ; G gold-ingot, S stick
golden-helmet = GGG/G.G ; G gold-ingot
golden-apple = GGG/GAG/GGG ; G gold-ingot, A apple
clock = .G./GRG/.G. ; G gold-ingot, R redstone
powered-rail x6 = G.G/GSG/GRG ; G gold-ingot, S stick, R redstone

redstone-torch = R/S ; R redstone, S stick
compass = .I./IRI/.I. ; I iron-ingot, R redstone
piston = PPP/CIC/CRC ; P plank|pale-plank, C cobblestone, I iron-ingot, R redstone
sticky-piston = S/P ; S slime-ball, P piston
dropper = CCC/C.C/CRC ; C cobblestone, R redstone
dispenser = CCC/CBC/CRC ; C cobblestone, B bow, R redstone
repeater = TRT/SSS ; T redstone-torch, R redstone, S stone
observer = CCC/RRQ/CCC ; C cobblestone, R redstone, Q quartz
spyglass = A/C/C ; A amethyst, C copper-ingot

diamond-block = DDD/DDD/DDD ; D diamond
diamond-pickaxe = DDD/.S./.S. ; D diamond, S stick
diamond-axe = DD/DS/.S ; D diamond, S stick
diamond-shovel = D/S/S ; D diamond, S stick
diamond-sword = D/D/S ; D diamond, S stick
diamond-helmet = DDD/D.D ; D diamond
diamond-chestplate = D.D/DDD/DDD ; D diamond
enchanting-table = .B./DOD/OOO ; B book, D diamond, O obsidian
jukebox = PPP/PDP/PPP ; P plank|pale-plank, D diamond
portal = OOO/OFO/OOO ; O obsidian, F flint-and-steel

glowstone = GG/GG ; G glowstone-dust
soul-torch x4 = C/S/M ; C coal|charcoal, S stick, M soul-sand
blaze-powder x2 < blaze-rod
magma-cream < blaze-powder, slime-ball
brewing-stand = .B./CCC ; B blaze-rod, C cobblestone
glass-bottle x3 = G.G/.G. ; G glass
eye-of-ender < ender-pearl, blaze-powder
ender-chest = OOO/OEO/OOO ; O obsidian, E eye-of-ender
netherite-ingot < 4 netherite-scrap, 4 gold-ingot
smithing-table = II/PP/PP ; I iron-ingot, P plank|pale-plank
netherite-pickaxe < diamond-pickaxe, netherite-ingot @ smithing-table
netherite-axe < diamond-axe, netherite-ingot @ smithing-table
netherite-sword < diamond-sword, netherite-ingot @ smithing-table
netherite-chestplate < diamond-chestplate, netherite-ingot @ smithing-table
lodestone = BBB/BNB/BBB ; B stone-bricks, N netherite-ingot

bread = WWW ; W wheat
hay-block = WWW/WWW/WWW ; W wheat
sugar < sugar-cane
paper x3 = SSS ; S sugar-cane
book < 3 paper, leather
bookshelf = PPP/BBB/PPP ; P plank|pale-plank, B book
bed = WWW/PPP ; W wool, P plank|pale-plank
carpet x3 = WW ; W wool
painting = SSS/SWS/SSS ; S stick, W wool
bow = .ST/S.T/.ST ; S stick, T string
arrow x4 = F/S/P ; F flint, S stick, P feather
fishing-rod = ..S/.ST/S.T ; S stick, T string
lead x2 = TT./TG./..T ; T string, G slime-ball
cake = MMM/SES/WWW ; M milk-bucket, S sugar, E egg, W wheat
cookie x8 = WCW ; W wheat, C cocoa-beans
pumpkin-pie < pumpkin, sugar, egg
mushroom-stew < bowl, 2 mushroom
bone-meal x3 < bone
slime-block = SSS/SSS/SSS ; S slime-ball
tnt = GSG/SGS/GSG ; G gunpowder, S sand

sandstone = SS/SS ; S sand
glass-pane x16 = GGG/GGG ; G glass
bricks = BB/BB ; B brick
flower-pot = B.B/.B. ; B brick
snow-block = SS/SS ; S snowball
`;

/** What a furnace makes: `output < input`. */
export const smeltingLines = `
stone < cobblestone
smooth-stone < stone
charcoal < log|pale-log
iron-ingot < raw-iron
copper-ingot < raw-copper
gold-ingot < raw-gold
netherite-scrap < ancient-debris
nether-brick < netherrack
cooked-beef < beef
glass < sand
brick < clay-ball
green-dye < cactus
`;
