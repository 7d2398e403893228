// What the compiler may ask about Python objects. The bridge answers from the live interpreter, a test from a table:
// nothing behind this interface is known to the frontend.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "frontend/bytecode/code_object.hpp"
#include "frontend/ir/module.hpp"
#include "frontend/types/type.hpp"

namespace pyrite::infer {

using types::ObjectId;
using types::Type;

/// How one function is compiled: the options of its decorator. A called dispatcher brings its own.
struct FunctionOptions {
  std::uint8_t fastMath = 0;     // ir::FastMath bits
  bool numpyErrorModel = false;  // error_model="numpy": division by zero gives inf, nan or 0
  bool boundsCheck = false;
  bool debug = false;
  bool isInterruptible = true;  // signals stop its loops
  ir::Inline inlining = ir::Inline::Automatic;
  std::vector<std::pair<std::string, Type>> locals;  // variables whose type the user fixed
};

// -- what an object is, as far as the compiler cares -------------------------------------------------------------------

struct StaticNone {};
struct StaticEllipsis {};
struct StaticNumber {  // bool, int, float, complex and NumPy's scalars
  Type type;
  ir::Attribute value;  // bool, int64 (bit pattern for uint64), double, complex
};
struct StaticString {
  std::string text;
};
struct StaticBytes {
  std::string bytes;
};
struct StaticTuple {
  std::vector<ObjectId> items;
  ObjectId cls;  // named tuples
  std::string name;
  std::vector<std::string> fields;
};
struct StaticSlice {
  std::vector<ObjectId> parts;  // start, stop, step
};
struct StaticArray {  // frozen at compile time
  ir::Data data;
};
struct StaticModule {
  std::string name;  // "math", "numpy"
};
/// A callable or value that the compiler knows by its qualified name: "builtins.len", "math.sin", "numpy.add", "operator.lt".
struct StaticBuiltin {
  std::string name;
};
/// A Python function; a dispatcher is the function it wraps, with options.
struct StaticFunction {
  std::shared_ptr<const bytecode::CodeObject> code;
  std::vector<ObjectId> defaults;  // of the last positional parameters
  std::vector<std::pair<std::string, ObjectId>> keywordDefaults;
  bool isLibrary = false;                  // part of pyrite's own library
  std::optional<FunctionOptions> options;  // of a dispatcher
  /// Of a dispatcher that compiles for nothing else: what it has been compiled for.
  std::vector<std::vector<Type>> declaredArguments = {};
  std::vector<Type> declaredResults = {};
};
/// A functools.partial.
struct StaticPartial {
  ObjectId function;
  std::vector<ObjectId> arguments;
  std::vector<std::pair<std::string, ObjectId>> keywords;
};
/// A type used as a value: int, float, np.float32, np.dtype("f4"), pyrite.types.int32. Callable as a conversion.
struct StaticType {
  Type type;
  std::string name;  // "builtins.int", "numpy.float32"
};
struct StaticExceptionClass {
  std::string name;
  bool keepsArguments = true;  // those it is made with are its `args`: it has no __init__ or __new__ of its own
};
/// An exception instance held in a global.
struct StaticException {
  ObjectId cls;
  std::vector<ir::RaiseArgument> arguments;
};
/// A text with holes for run-time values: what a template type of its object stands for.
struct StaticText {
  ir::FormattedText text;
};
struct StaticNamedTupleClass {
  std::string name;
  std::vector<std::string> fields;
};
/// An Enum class whose members are told apart by their place in it.
struct StaticEnumClass {
  std::string name;
  bool isInteger = false;  // IntEnum: members are numbers, too
  std::vector<ObjectId> members, values;
  std::vector<std::string> names;
};
struct StaticEnumMember {
  ObjectId cls;
  std::int64_t place = 0;
};
/// A class written in Python, objects of which compiled code makes and uses.
struct StaticClass {
  struct Field {
    std::string name;
    bool isParameter = false;  // of the __init__ that the dataclass has
    bool isKeywordOnly = false, isCompared = false;
    std::optional<ObjectId> fallback;  // its default
    bool isFactory = false;            // what makes its default
  };
  struct Member {
    enum class Role : std::uint8_t { Method, StaticMethod, ClassMethod, Property, Value };
    Role role = Role::Value;
    ObjectId object;
    bool isMade = false;  // by dataclass
  };
  std::string name;
  std::vector<Field> fields;  // of a dataclass, then what its methods assign
  std::vector<std::pair<std::string, Member>> members;
  bool isFrozen = false, isDataclass = false;
  const Member* member(const std::string& wanted) const {
    for (const auto& [known, found] : members)
      if (known == wanted) return &found;
    return nullptr;
  }
};
/// A function that the interpreter runs when compiled code calls it, with one argument for each parameter.
struct StaticObjectCall {
  ObjectId function;
  std::vector<std::string> parameters;
  Type result = nullptr;  // a tuple
};
/// An object of which any use is an error.
struct StaticRefused {
  std::string message;
};
struct StaticOpaque {  // anything else; `typeName` is for the message
  std::string typeName;
};
using StaticValue = std::variant<StaticNone, StaticEllipsis, StaticNumber, StaticString, StaticBytes, StaticTuple, StaticSlice,
                                 StaticArray, StaticModule, StaticBuiltin, StaticFunction, StaticPartial, StaticType,
                                 StaticExceptionClass, StaticException, StaticText, StaticNamedTupleClass, StaticEnumClass,
                                 StaticEnumMember, StaticClass, StaticObjectCall, StaticRefused, StaticOpaque>;

class World {
 public:
  virtual ~World() = default;
  /// What the object is. The reference stays valid as long as the World does.
  virtual const StaticValue& describe(ObjectId object) = 0;
  /// A global of the function, else a builtin of that name.
  virtual std::optional<ObjectId> global(ObjectId function, const std::string& name) = 0;
  /// The content of the function's index-th free variable; nullopt when the cell is empty.
  virtual std::optional<ObjectId> freeVariable(ObjectId function, std::size_t index) = 0;
  /// An attribute of a module, class or other compile-time object.
  virtual std::optional<ObjectId> attribute(ObjectId object, const std::string& name) = 0;
  /// What an import statement of the function gives; nullopt when there is no such module.
  virtual std::optional<ObjectId> import(ObjectId, const std::string&, const std::vector<std::string>&, int) {
    return std::nullopt;
  }
  /// The library's implementation registered for "numpy.mean", "ndarray.mean", "cmath.sqrt" …
  virtual std::optional<ObjectId> libraryFunction(const std::string& qualifiedName) = 0;
  /// An object for a builtin known by name ("builtins.ValueError"), for code that mentions it without a global lookup.
  virtual std::optional<ObjectId> builtin(const std::string& name) = 0;
  /// The object of a text, the same one each time; nullopt where texts have no objects.
  virtual std::optional<ObjectId> textObject(const std::string&) { return std::nullopt; }
  /// What the interpreter says when it refuses an expression like "1 // 0": its versions have words of their own.
  virtual std::string wording(const std::string& expression) { return "refused: " + expression; }
  /// Whether `except base` catches exceptions of class `cls`; either may be an instance, which stands for its class.
  virtual bool isSubclass(ObjectId cls, ObjectId base) = 0;
  /// The statuses of the runtime's own errors (memory, sizes) that `except base` catches. Of what class the errors of object
  /// calls are shows when they happen.
  virtual std::vector<std::int32_t> runtimeStatuses(ObjectId base) = 0;
  /// A name for messages: "numpy.mean", "MyClass".
  virtual std::string displayName(ObjectId object) = 0;
};

}  // namespace pyrite::infer
