"""Numbers, bool and None."""

from pyrite.types.base import Dummy, Hashable, Opaque, Type


class Number(Hashable):
    """Any number."""


class Integer(Number):
    def __init__(self, name, bitwidth=None, signed=None):
        super().__init__(name)
        if bitwidth is None:
            bitwidth = int(name.lstrip("uint"))
        self.bitwidth = bitwidth
        self.signed = name.startswith("int") if signed is None else signed

    @classmethod
    def from_bitwidth(cls, bitwidth, signed=True):
        return INTEGERS[bitwidth, signed]

    @property
    def maxval(self):
        return (1 << (self.bitwidth - self.signed)) - 1

    @property
    def minval(self):
        return -(1 << (self.bitwidth - 1)) if self.signed else 0

    def _spec(self):
        return ("int", self.bitwidth, self.signed)

    def cast_python_value(self, value):
        import numpy

        return getattr(numpy, self.name)(value)

    def __lt__(self, other):
        if type(other) is not type(self) or other.signed != self.signed:
            return NotImplemented
        return self.bitwidth < other.bitwidth


class Float(Number):
    def __init__(self, name):
        super().__init__(name)
        self.bitwidth = int(name[len("float") :])

    def _spec(self):
        return ("float", self.bitwidth)

    def cast_python_value(self, value):
        import numpy

        return getattr(numpy, self.name)(value)

    def __lt__(self, other):
        return self.bitwidth < other.bitwidth if isinstance(other, Float) else NotImplemented


class Complex(Number):
    def __init__(self, name, underlying_float):
        super().__init__(name)
        self.underlying_float = underlying_float
        self.bitwidth = 2 * underlying_float.bitwidth

    def _spec(self):
        return ("complex", self.bitwidth)

    def cast_python_value(self, value):
        import numpy

        return getattr(numpy, self.name)(value)

    def __lt__(self, other):
        return self.bitwidth < other.bitwidth if isinstance(other, Complex) else NotImplemented


class Boolean(Hashable):
    bitwidth = 1

    def _spec(self):
        return ("bool",)

    def cast_python_value(self, value):
        return bool(value)


class NoneType(Opaque):
    def _spec(self):
        return ("none",)


class EllipsisType(Opaque):
    def _spec(self):
        return ("ellipsis",)


class RangeType(Type):
    def _spec(self):
        return ("range",)


class SliceType(Type):
    def __init__(self, name, members=2):
        super().__init__(name)
        self.members = members


class PyObject(Dummy):
    """An object of the interpreter."""


class UnicodeType(Hashable):
    def _spec(self):
        return ("string",)


int8, int16, int32, int64 = (Integer(f"int{bits}", bits, True) for bits in (8, 16, 32, 64))
uint8, uint16, uint32, uint64 = (Integer(f"uint{bits}", bits, False) for bits in (8, 16, 32, 64))
INTEGERS = {
    (one.bitwidth, one.signed): one for one in (int8, int16, int32, int64, uint8, uint16, uint32, uint64)
}
float16, float32, float64 = Float("float16"), Float("float32"), Float("float64")
complex64, complex128 = Complex("complex64", float32), Complex("complex128", float64)
boolean = Boolean("bool")
none = NoneType("none")
ellipsis = EllipsisType("...")
range_type = RangeType("range_state_int64")
unicode_type = UnicodeType("unicode_type")
pyobject = PyObject("pyobject")
slice2_type, slice3_type = SliceType("slice<a:b>", 2), SliceType("slice<a:b:c>", 3)

# C's names on the 64-bit machines that pyrite runs on.
bool_ = b1 = boolean
byte = uchar = uint8
char = i1 = int8
short, ushort = int16, uint16
intc, uintc = int32, uint32
int_ = long_ = longlong = intp = ssize_t = i8 = int64
uint = ulong = ulonglong = uintp = size_t = u8 = uint64
i2, i4, u1, u2, u4 = int16, int32, uint8, uint16, uint32
float_ = double = f8 = float64
f2, f4 = float16, float32
c8, c16 = complex64, complex128
void = none
string = unicode_type

signed_domain = frozenset([int8, int16, int32, int64])
unsigned_domain = frozenset([uint8, uint16, uint32, uint64])
integer_domain = signed_domain | unsigned_domain
real_domain = frozenset([float32, float64])
complex_domain = frozenset([complex64, complex128])
number_domain = real_domain | integer_domain | complex_domain
