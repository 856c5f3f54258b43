"""Every number that the rules are tuned by, with its reason.

Lengths are in picture heights (x is stretched by the picture's aspect first), sizes are √(width × height) of a box in
the same unit, times are seconds of the stream. ``leniency`` scales those that decide between finding and erring.
"""

# Pictures a second that are looked at where nothing asks for more.
USUAL_FPS = 5.0

# --- time ---------------------------------------------------------------------------------------------------------
# A gap longer than this, or any step back, is a restarted stream: nobody knows what happened meanwhile.
GAP_S = 10.0
# Stamps of the same picture may come twice; a step back of less is a rounding of the container's clock.
STEP_BACK_S = 0.001
# Shapes of pictures that differ by less come from rounding to whole macro-blocks (1088 rows for 1080).
SAME_ASPECT = 0.02
# One detection may be a ghost: what lasts is believed when it was seen again at least this much later.
CONFIRM_S = 0.2
# An officer reads no faster than this.
UPDATE_EVERY_S = 1.0
# What was not seen for so long is over: twice what trackers bridge at 5 pictures a second.
PATIENCE_S = 2.0

# --- identities ---------------------------------------------------------------------------------------------------
# A new identity this soon after an old one vanished at the same place is the same road user.
HANDOVER_S = 1.2
# How far from the foretold place, in sizes of the object: neighbours in a queue stand at least one size apart.
HANDOVER_REACH = 0.6
# So much more of the way that it went unseen, as a rider who rides away slows down in the picture; but less than to the
# next in the queue, however fast an identity that leapt seems to be.
HANDOVER_DRIFT = 0.15
HANDOVER_MOST = 0.95
# Boxes of one object differ by less than this factor from picture to picture.
HANDOVER_SIZE_RATIO = 1.7
# What vanished this near to the picture's edge has left.
EDGE = 0.02
# Paths of subjects not seen for so long are forgotten; covers the longest occlusion that trackers bridge.
FORGET_S = 8.0
# Longest piece of path that a rule asks about, and its most points (15 pictures a second).
PATH_S = 12.0
PATH_POINTS = 180
# More objects than this in one picture are noise; the surest are kept, so that no picture can stall a process.
MAX_OBJECTS = 600

# --- areas --------------------------------------------------------------------------------------------------------
# A drawn corner this near to the picture's edge means "to the edge", where boxes are cut off.
SNAP = 0.02
# Stepping out of an area for less is jitter of the box on its border.
LEAVE_S = 1.0
# A loiterer who steps out for less has not left.
LOITER_LEAVE_S = 6.0
# Somebody who walks along a border on the outside wobbles in by less than this many sizes.
BORDER = 0.03

# --- lines --------------------------------------------------------------------------------------------------------
# A box this near to the picture's edge is cut off by it.
CUT_OFF = 0.004
# Half-width of the band around a line in which nothing is decided: the lower edge of a box wobbles by about 5 % of
# the object's size between pictures (detectors at 416 px on 640×352 video), never less than two pixels of 352.
LINE_BAND_SIZES = 0.08
LINE_BAND_LEAST = 0.006
# Beyond so many bands the crossing is certain at once, else the next picture must agree …
LINE_CERTAIN_BANDS = 3.0
# … if the stride over the line is at most so many times the one before: one wrong box leaps out of a standstill.
LINE_STRIDE_RATIO = 2.5
# People who cross a street right behind a stop line wobble over it. Who passes it was a quarter of its size before it,
# or drives steadily, in own sizes a second.
LINE_CAME_SIZES = 0.25
LINE_DRIVES_SIZES_PER_S = 1.0
# When something passes in front, one edge of the box jumps and the opposite edge stays; in real motion the opposite
# edge moves at least this share of the way. Far things shrink, so it is far from 1.
LINE_RIGID_SHARE = 0.15
# The upper edge of a lorry as tall as the camera stands still while it drives. It counts all the same when it came over
# in strides of which none was more than this share of the way: an edge that jumps jumps once.
JUMP_SHARE = 0.6
# Who is first seen beyond a line and drives away from it has passed it unseen, at most so long before: longer, and the
# way back is a guess. Gone back to evenly: who rides away seems slower the further off, so it was sooner than this.
EMERGE_S = 1.0
# The way since must be told within this, or somebody stood there and drove off.
EMERGE_JUDGED_S = 0.6
# Own sizes a second: nobody who walks out from behind something goes so fast.
EMERGE_SIZES_PER_S = 1.5
# Net way ÷ way to and fro: boxes wobble by half of what the slowest go from picture to picture.
EMERGE_STRAIGHT = 0.6
# What stands at the line hides who passes when it covers this share of the box.
EMERGE_COVER = 0.25
# A passage that was seen and one that was gone back to are the same so near to each other in time and, in sizes, place.
SAME_PASSAGE_S = 0.8
SAME_PASSAGE_SIZES = 1.5
# Two that were seen are one under two identities so near to each other: riders abreast are three quarters of a size
# apart, one behind the other by a length, for which the fastest in a town take longer.
DOUBLE_PASSAGE_S = 0.2
DOUBLE_PASSAGE_SIZES = 0.5
# Who passed a line while unseen for so long, and for so many times as long as between other pictures, goes on at this
# share of the speed at least: else an identity leapt over the line to somebody who was there all the time.
LEAP_S, LEAP_PICTURES, LEAP_GOES_ON = 0.4, 2.5, 0.25
# Who passed as a person may be known for a rider by this much later: the bike shows, or the speed does.
CLASS_SETTLES_S = 1.0

# --- wrong way ----------------------------------------------------------------------------------------------------
# Least way against the direction, in sizes of the vehicle and in picture heights: more than a parking manoeuvre.
WRONG_WAY_SIZES = 0.9
WRONG_WAY_LEAST = 0.04
# Least time on it: filters jumps of boxes between neighbours.
WRONG_WAY_S = 0.6
# cos 55°: crossing and turning vehicles are farther from the exact opposite.
WRONG_WAY_COS = 0.57
# Net way ÷ walked way: below, it wobbles rather than drives.
WRONG_WAY_STRAIGHT = 0.6
# A vehicle that went the right way by this many sizes again is no longer wrong.
WRONG_WAY_BACK_SIZES = 0.5

# --- standing -----------------------------------------------------------------------------------------------------
# Stands = its lower edge stays within this many sizes of where it stopped: above the wobble, below one length.
STILL_SIZES = 0.2
STILL_LEAST = 0.008
# Stood for at least this long before it has a place at all; a queue that creeps never gets one.
STILL_S = 1.0
# Half of a standing vehicle hidden moves the middle of its lower edge by up to this many sizes.
SLIP_SIZES = 0.6
# What drives past a standing vehicle may drag its box along for so long; nobody is back on the spot so soon.
DRAG_S = 1.5
# Vendors and goods shift about more than parked vehicles do.
STAY_SIZES = 0.6
# A standing thing hidden for less than this is still there (a bus passes or stops in front).
HIDDEN_S = 15.0
# Overlap at which a new identity continues the standing of an old one.
SAME_PLACE_IOU = 0.4
# Standing places remembered for one rule.
MAX_PLACES = 200

# --- signals ------------------------------------------------------------------------------------------------------
# Passing this soon after the change is no offence: nobody stops on the spot, and pictures are 0.2 s apart.
RED_GRACE_S = 0.5
# A new state counts when it was read for so long: lamps flicker against the shutter.
LAMP_SETTLE_S = 0.25
# No reading for so long (a lorry in front, a dead lamp): unknown. Nobody is accused on an unknown signal.
LAMP_LOST_S = 3.0
# States remembered, for crossings that are certain only later.
LAMP_MEMORY_S = 30.0
# A picture shows what was so long ago at most, by the camera's encoder and the network: by a feed's clock somebody may
# have passed so much earlier than it seems.
CAMERA_DELAY_S = 1.0
# A feed is to speak once a second; what it has not confirmed after this is judged without it.
FEED_WAIT_S = 5.0

# --- traffic ------------------------------------------------------------------------------------------------------
# Passenger-car units, TCVN 4054:2005 table 2, flat and rolling country. Trucks there are 2.0 with two axles and 2.5
# with more, buses 2.0 below 25 seats and 2.5 above; a camera counts neither axles nor seats, so trucks are taken as
# two-axled (most in towns) and buses as large. Vans and three-wheelers are not listed and count as cars.
PCU = {"bicycle": 0.2, "motorcycle": 0.3, "car": 1.0, "van": 1.0, "tricycle": 1.0, "truck": 2.0, "bus": 2.5}
PCU_OTHER = 1.0
# Flow is vehicles of the last minute; before this much of a minute was seen it is not extrapolated.
FLOW_WINDOW_S = 60.0
FLOW_LEAST_S = 15.0
# A vehicle counts for the flow once it was inside for so long (no flicker at the border).
FLOW_INSIDE_S = 0.4
# Speed is taken over this much of the path.
SPEED_SPAN_S = 1.0
# Occupancy and speed are averaged over about this long: one lorry is no congestion.
TRAFFIC_SMOOTH_S = 8.0
# Sizes of the vehicle per second, without any calibration. A car seen from the front is 1.6 m in size, a motorbike
# 1.2 m, and motion towards the camera is foreshortened to about a half: 1.0 is near walking pace, 0.15 is standing.
SPEED_STANDING = 0.15
SPEED_SLOW = 1.0
# Share of the area covered by vehicles' lower halves. Cars in a jam stand 7 m apart at 4.5 m length on two thirds of a
# lane's width: about 0.45; motorbikes pack closer. The levels below are shares of that.
OCCUPANCY_DENSE = 0.2
OCCUPANCY_QUEUE = 0.32
OCCUPANCY_JAM = 0.45

# --- crowds -------------------------------------------------------------------------------------------------------
# People hide each other: a count this far below the limit, or for so short, does not end a crowd.
CROWD_HOLD_SHARE = 0.8
CROWD_DIP_S = 2.0

# --- abandoned objects ---------------------------------------------------------------------------------------------
# A person within so many of their own sizes (about 0.9 m) looks after the object.
ATTENDED_SIZES = 2.2
# The picture without models: width worked on, what counts as different and as still (grey levels of 255).
STILL_WIDTH_PX = 160
STILL_DIFFERENCE = 22.0
STILL_MOTION = 10.0
# Backgrounds: the fast one forgets what passes, the slow one learns what stays; what differs is learnt slowest.
STILL_FAST_S = 1.5
STILL_SLOW_S = 60.0
STILL_STUBBORN_S = 1500.0
STILL_LEARN_S = 8.0
# Pixels that never rest (leaves, water) must differ by so many of their usual deviations, learnt over this long.
STILL_NOISE_FACTOR = 3.0
STILL_NOISE_S = 20.0
# A thing fills this share of its box; edges of shadows and branches are thin.
STILL_SOLID = 0.4
# Its outline is so many times as strong as what was there; below, something left or the light changed.
STILL_OUTLINE = 1.3
# Edges correlate more than this where only the light changed.
STILL_SAME_TEXTURE = 0.5
# No change of light leaves less than this share of the edges.
STILL_FAINT = 0.2
# What differs for so long and is no new thing becomes background.
STILL_HEAL_S = 8.0
# Shares of the picture: smaller is noise, larger is a vehicle or a shadow.
STILL_LEAST_AREA = 0.0006
STILL_MOST_AREA = 0.04
# More of the picture different than this is a change of light or of the camera, not an object.
STILL_SCENE_SHARE = 0.3

# --- tampering ----------------------------------------------------------------------------------------------------
TAMPER_WIDTH_PX = 160
# Pictures are compared with those of the last minutes: dusk halves the light in about ten minutes, so that the average
# of two minutes stays within a sixth of it, while a hand on the lens takes a second.
TAMPER_MEMORY_S = 120.0
TAMPER_LEARN_S = 8.0
# Shares of what is usual: light, contrast, sharpness; correlation of edges.
TAMPER_DARK = 0.35
TAMPER_DARK_LEVEL = 28.0
TAMPER_FLAT = 0.35
TAMPER_BLUR = 0.4
TAMPER_BLUR_EDGES = 0.25
TAMPER_MOVED = 0.25
# A camera that stays turned is taken as meant after this long.
TAMPER_ACCEPT_S = 300.0

# --- everything that is scaled by sensitivity ----------------------------------------------------------------------


def leniency(sensitivity: float) -> float:
    """Factor on thresholds: 1 at 0.5, 2 at 0 (errs least), 0.5 at 1 (misses least).

    >>> leniency(0.5), leniency(0.0), leniency(1.0)
    (1.0, 2.0, 0.5)
    """
    return float(2.0 ** (1.0 - 2.0 * min(1.0, max(0.0, sensitivity))))
