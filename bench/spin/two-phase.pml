/*
 * Two-phase commit with N resource managers, as test/reference/two-phase.ts has it: the same
 * states, for SPIN to explore.
 *
 * Everything is a set of resource managers, and every action is one step: SPIN stores no state
 * that the other explorers do not have. All that happens in the system happens in one process,
 * since more of them would only make SPIN's states longer, and SPIN slower. For the same reason
 * nothing is asserted here, while the engine judges its properties.
 */
#ifndef N
#define N 3
#endif
#define ALL ((1 << N) - 1)
#define RM(i) (1 << i)

/* Prepared or aborted; committed or aborted: who is in neither is working. */
unsigned low : N;
unsigned high : N;
/* Whom the manager knows to be prepared, and who has told it so. */
unsigned known : N;
unsigned told : N;
/* What the manager has sent to all. It is undecided as long as that is nothing. */
bit commit;
bit abort;

#define ACTIONS_OF(i) \
  :: d_step { !((low | high) & RM(i)) -> low = low | RM(i); told = told | RM(i) } \
  :: d_step { !((low | high) & RM(i)) -> low = low | RM(i); high = high | RM(i) } \
  :: d_step { !commit && !abort && (told & RM(i)) -> known = known | RM(i) } \
  :: d_step { commit -> low = low & (ALL - RM(i)); high = high | RM(i) } \
  :: d_step { abort -> low = low | RM(i); high = high | RM(i) }

active proctype system()
{
  do
  :: d_step { !commit && !abort && known == ALL -> commit = 1 }
  :: d_step { !commit && !abort -> abort = 1 }
  ACTIONS_OF(0)
#if N > 1
  ACTIONS_OF(1)
#endif
#if N > 2
  ACTIONS_OF(2)
#endif
#if N > 3
  ACTIONS_OF(3)
#endif
#if N > 4
  ACTIONS_OF(4)
#endif
#if N > 5
  ACTIONS_OF(5)
#endif
#if N > 6
  ACTIONS_OF(6)
#endif
#if N > 7
  ACTIONS_OF(7)
#endif
#if N > 8
  ACTIONS_OF(8)
#endif
  od
}
