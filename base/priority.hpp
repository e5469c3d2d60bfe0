#pragma once
// Who waits for whom on a terminal that has one or two processors.

namespace countersign {

// From here on the calling thread, and every thread that it starts, lets others go first: Linux's nice value 10. For long
// work beside the kiosk, whose frames and signatures must not wait for it. Alone on the machine it is as fast as before.
void let_others_go_first();

// To be called between two pieces of such work, each of which holds a lock: a thread that loses its processor then does so
// here, and not while somebody waits for the lock.
void let_others_run();

}  // namespace countersign
