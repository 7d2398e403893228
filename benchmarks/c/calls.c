// What a call into C costs: the scalar functions of small.py.
#include <stdint.h>

void nothing(void) {}
int64_t add_integers(int64_t a, int64_t b) { return a + b; }
double add_floats(double a, double b) { return a + b; }
