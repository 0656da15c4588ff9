/**
 * Items: `familiar-name neutral-name`, then what is so of them: `stack n`, `uses n`, `tool kind tier`, `placed`,
 * `burns items`, `leaves item`.
 */
export const itemLines = `
log velm ; burns 1.5
pale-log ostrel ; burns 1.5
plank velmet ; burns 1.5
pale-plank ostrelet ; burns 1.5
sapling velmling ; burns 0.5
stick sprin ; burns 0.5
crafting-table brank ; placed ; burns 1.5
chest hobban ; placed ; burns 1.5
barrel torvel ; placed ; burns 1.5
bowl duppa ; burns 0.5
boat nauvel ; stack 1 ; burns 6
door pordel ; burns 1
fence palisk ; burns 1.5
ladder stegga ; burns 1.5
sign teblin ; stack 16 ; burns 1
trapdoor drobbit ; burns 1.5
wooden-pickaxe velm-drun ; uses 59 ; tool pickaxe 1 ; burns 1
wooden-axe velm-kesk ; uses 59 ; tool axe 1 ; burns 1
wooden-shovel velm-lopin ; uses 59 ; tool shovel 1 ; burns 1
wooden-sword velm-tarsk ; uses 59 ; tool sword 1 ; burns 1
wooden-hoe velm-fenk ; uses 59 ; tool hoe 1 ; burns 1

cobblestone gart
stone gartan
smooth-stone gartanel
stone-bricks gartwen
furnace hothar ; placed
blast-furnace hothrim ; placed
stonecutter zerrin ; placed
lever tippin
stone-slab gartlet
gravel shurr
flint fellik
stone-pickaxe gart-drun ; uses 131 ; tool pickaxe 2
stone-axe gart-kesk ; uses 131 ; tool axe 2
stone-shovel gart-lopin ; uses 131 ; tool shovel 2
stone-sword gart-tarsk ; uses 131 ; tool sword 2
stone-hoe gart-fenk ; uses 131 ; tool hoe 2

coal morl ; burns 8
charcoal murn ; burns 8
coal-block morlok ; burns 80
torch lurn
campfire lurnring ; placed

raw-iron rudorrin
iron-ingot orrin
iron-nugget orrinil
iron-block orrinok
iron-pickaxe orrin-drun ; uses 250 ; tool pickaxe 3
iron-axe orrin-kesk ; uses 250 ; tool axe 3
iron-shovel orrin-lopin ; uses 250 ; tool shovel 3
iron-sword orrin-tarsk ; uses 250 ; tool sword 3
iron-hoe orrin-fenk ; uses 250 ; tool hoe 3
iron-helmet orrin-oba ; stack 1
iron-chestplate orrin-ruva ; stack 1
iron-leggings orrin-pellu ; stack 1
iron-boots orrin-snib ; stack 1
bucket yulla ; stack 16
water-bucket yulla-wem ; stack 1 ; leaves bucket
lava-bucket yulla-sarg ; stack 1 ; leaves bucket ; burns 100
milk-bucket yulla-noom ; stack 1 ; leaves bucket
shears snippik ; uses 238 ; tool shears 1
chain lokkal
lantern lurnbell
flint-and-steel sparrik ; stack 1
rail trallen
minecart rollock ; stack 1
hopper funnok
cauldron kessup
anvil dunnag
shield skolt ; stack 1

raw-copper rudcobra
copper-ingot cobra-nel
lightning-rod cobra-spri

raw-gold rudsolm
gold-ingot solm
gold-nugget solmil
gold-block solmok
golden-pickaxe solm-drun ; uses 32 ; tool pickaxe 1
golden-sword solm-tarsk ; uses 32 ; tool sword 1
golden-helmet solm-oba ; stack 1
golden-apple solm-pomel
clock tikkar
powered-rail solm-trallen

redstone vexin
redstone-torch vexin-lurn
compass norvik
piston thrusk
sticky-piston thruskel
dropper fallock
dispenser hurlock
repeater vexin-dap
observer watchel
lapis ambrul
amethyst ishard
spyglass farrol ; stack 1

diamond quist
diamond-block quistok
diamond-pickaxe quist-drun ; uses 1561 ; tool pickaxe 4
diamond-axe quist-kesk ; uses 1561 ; tool axe 4
diamond-shovel quist-lopin ; uses 1561 ; tool shovel 4
diamond-sword quist-tarsk ; uses 1561 ; tool sword 4
diamond-helmet quist-oba ; stack 1
diamond-chestplate quist-ruva ; stack 1
enchanting-table runnolt ; placed
jukebox hummok ; placed
obsidian nokt
portal noktarch ; stack 1 ; placed

netherrack skarn
nether-brick skarnet
quartz dolit
glowstone-dust fenlum
glowstone fenlumok
soul-sand mournel
soul-torch mourn-lurn
magma-cream sargel
blaze-rod pyrrin ; burns 12
blaze-powder pyrril
nether-wart wurtel
brewing-stand fizzok ; placed
glass-bottle vellum-pell
ender-pearl endolin ; stack 16
eye-of-ender endolyx
ender-chest endol-hobban ; placed
ancient-debris rudthrax
netherite-scrap thraxil
netherite-ingot thrax
smithing-table hammok ; placed
netherite-pickaxe thrax-drun ; uses 2031 ; tool pickaxe 5
netherite-axe thrax-kesk ; uses 2031 ; tool axe 5
netherite-sword thrax-tarsk ; uses 2031 ; tool sword 5
netherite-chestplate thrax-ruva ; stack 1
lodestone norvok

wheat-seeds bremling
wheat brem
bread bremmon
hay-block bremok
sugar-cane swint
sugar swintil
paper swintel
leather tavik
book libbet
bookshelf libbetok
beef grubon
cooked-beef grubel
egg ovik ; stack 16
feather plimm
wool fluss
bed dormel ; stack 1
carpet flussel
painting pictel
string threll
bow arvok ; stack 1
arrow arvil
fishing-rod hukkel ; stack 1
lead threllok
cake tortel ; stack 1
cocoa-beans kakk
cookie kakkel
melon-slice wattel
pumpkin gorbo
pumpkin-pie gorbel
mushroom shrumm
mushroom-stew shrummel ; stack 1 ; leaves bowl
apple pomel
bone-meal ossil
bone oss
slime-ball gluck
slime-block gluckok
gunpowder fizzil
tnt boomok

sand sillen
sandstone sillenok
glass vellum
glass-pane vellumel
clay-ball lomm
brick lommet
bricks lommok
flower-pot lommup
cactus prikkol
green-dye prikkil
snowball frimm ; stack 16
snow-block frimmok
`;

/** Places: `familiar-name neutral-name`, then `start`, `from place`, `needs item carried|placed`, `realm name`. */
export const placeLines = `
meadow amberlea ; start
forest velderan ; start
taiga ostermark ; start
shore sillenhem ; start
hills gartfell
swamp gluckmoor
caves underfell
deeps nethfell ; from caves
island farholm ; needs boat carried
wastes skarnmoor ; needs portal placed ; realm wastes
fortress skarnhold ; from wastes ; realm wastes
`;
