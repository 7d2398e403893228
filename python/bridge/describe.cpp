// What a live object is to the compiler: the one place that sorts Python objects into StaticValues.
#include <cstring>

#include "python/bridge/classes.hpp"
#include "python/bridge/kernel.hpp"
#include "python/bridge/named_tuples.hpp"
#include "python/bridge/names.hpp"
#include "python/bridge/numpy_api.hpp"
#include "python/bridge/snapshot.hpp"
#include "python/bridge/type_spec.hpp"
#include "python/bridge/world.hpp"

namespace pyrite::bridge {

namespace {

using namespace infer;

bool isSubtype(PyObject* cls, PyTypeObject* base) {
  return PyType_Check(cls) && PyType_IsSubtype(reinterpret_cast<PyTypeObject*>(cls), base);
}

StaticValue integerValue(PyObject* object) {
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
  if (overflow == 0) return StaticNumber{types::int64(), static_cast<std::int64_t>(value)};
  if (overflow > 0) {
    const unsigned long long wide = PyLong_AsUnsignedLongLong(object);
    if (!PyErr_Occurred()) return StaticNumber{types::intType(64, false), static_cast<std::int64_t>(wide)};
    PyErr_Clear();
  }
  const Ref text = Ref::steal(PyObject_Repr(object));
  return StaticRefused{"the integer " + textOf(text.get()) +
                       " does not fit into 64 bits; use a float, or compute with it in an objmode block"};
}

/// A NumPy scalar through Python's own number of the same value.
StaticValue numpyScalar(PyObject* object, Type type) {
  if (type->isBool()) return StaticNumber{type, PyObject_IsTrue(object) == 1};
  if (type->isComplex()) {
    const Py_complex value = PyComplex_AsCComplex(object);
    return StaticNumber{type, std::complex<double>(value.real, value.imag)};
  }
  if (type->isFloat()) return StaticNumber{type, PyFloat_AsDouble(object)};
  const Ref index = Ref::steal(PyNumber_Index(object));
  if (!index) return StaticOpaque{Py_TYPE(object)->tp_name};
  StaticValue value = integerValue(index.get());
  if (auto* number = std::get_if<StaticNumber>(&value)) number->type = type;
  return value;
}

/// A frozen copy in C or F order.
StaticValue arrayValue(PyObject* object) {
  const auto* descr = PyArray_DESCR(asArray(object));
  const Type dtype = typeOfDtype(descr);
  if (dtype == nullptr) return StaticOpaque{"array of an unsupported dtype"};
  const bool isFortran = PyArray_IS_F_CONTIGUOUS(asArray(object)) && !PyArray_IS_C_CONTIGUOUS(asArray(object));
  const int order = isFortran ? NPY_ARRAY_F_CONTIGUOUS : NPY_ARRAY_C_CONTIGUOUS;
  const Ref normal =
      Ref::steal(PyArray_FromArray(asArray(object), dtypeOf(dtype), order | NPY_ARRAY_ALIGNED | NPY_ARRAY_NOTSWAPPED));
  if (!normal) return StaticOpaque{"array"};
  PyArrayObject* array = asArray(normal.get());
  StaticArray result;
  const types::Layout layout = isFortran ? types::Layout::F : types::Layout::C;
  result.data.type = types::arrayType(dtype, PyArray_NDIM(array), layout, true);
  result.data.shape.assign(PyArray_DIMS(array), PyArray_DIMS(array) + PyArray_NDIM(array));
  result.data.bytes.assign(static_cast<const char*>(PyArray_DATA(array)), static_cast<std::size_t>(PyArray_NBYTES(array)));
  return result;
}

StaticValue tupleValue(LiveWorld& world, PyObject* object) {
  StaticTuple result;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(object); ++i) result.items.push_back(world.idOf(PyTuple_GET_ITEM(object, i)));
  if (PyTuple_CheckExact(object)) return result;
  auto* cls = reinterpret_cast<PyObject*>(Py_TYPE(object));
  result.fields = fieldsOf(cls);
  if (result.fields.size() != result.items.size() || !unusualMemberOf(cls).empty())
    return StaticOpaque{Py_TYPE(object)->tp_name};
  result.cls = world.idOf(cls);
  result.name = textOf(attributeOrNull(cls, "__name__").get());
  return result;
}

StaticValue sliceValue(LiveWorld& world, PyObject* object) {
  StaticSlice result;
  for (const char* name : {"start", "stop", "step"}) {
    const Ref part = attributeOrNull(object, name);
    if (!part) return StaticOpaque{"slice"};
    result.parts.push_back(world.idOf(part.get()));
  }
  return result;
}

StaticValue functionValue(LiveWorld& world, PyObject* object) {
  const Ref form = compiledForm(functionBehind(object));
  if (!form) return StaticOpaque{"function with blocks of objmode"};
  PyObject* function = form.get();
  const Ref code = Ref::steal(PyObject_GetAttrString(function, "__code__"));
  StaticFunction result;
  result.code = code ? snapshotCode(code.get()) : nullptr;
  if (result.code == nullptr) return StaticOpaque{"function without readable code"};
  const Ref defaults = attributeOrNull(function, "__defaults__");
  if (defaults && PyTuple_Check(defaults.get()))
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(defaults.get()); ++i)
      result.defaults.push_back(world.idOf(PyTuple_GET_ITEM(defaults.get(), i)));
  const Ref keywords = attributeOrNull(function, "__kwdefaults__");
  if (keywords && PyDict_Check(keywords.get())) {
    PyObject *key = nullptr, *value = nullptr;
    Py_ssize_t position = 0;
    while (PyDict_Next(keywords.get(), &position, &key, &value))
      result.keywordDefaults.emplace_back(textOf(key), world.idOf(value));
  }
  result.isLibrary = textOf(attributeOrNull(function, "__module__").get()).starts_with("pyrite.library.");
  if (KernelState* kernel = kernelOf(object)) {
    result.options = kernel->options;
    const std::lock_guard lock(kernel->mutex);
    if (!kernel->mayCompile) {
      for (const auto& known : kernel->specializations) {
        result.declaredArguments.push_back(known->arguments);
        result.declaredResults.push_back(known->result);
      }
    }
  }
  return result;
}

std::optional<StaticValue> partialValue(LiveWorld& world, PyObject* object) {
  if (std::strstr(Py_TYPE(object)->tp_name, "partial") == nullptr) return std::nullopt;
  if (packageAttribute("functools", "partial").get() != reinterpret_cast<PyObject*>(Py_TYPE(object))) return std::nullopt;
  const Ref function = attributeOrNull(object, "func"), arguments = attributeOrNull(object, "args");
  const Ref keywords = attributeOrNull(object, "keywords");
  if (!function || !arguments || !keywords || !PyTuple_Check(arguments.get()) || !PyDict_Check(keywords.get()))
    return std::nullopt;
  StaticPartial result;
  result.function = world.idOf(function.get());
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(arguments.get()); ++i)
    result.arguments.push_back(world.idOf(PyTuple_GET_ITEM(arguments.get(), i)));
  PyObject *key = nullptr, *value = nullptr;
  Py_ssize_t position = 0;
  while (PyDict_Next(keywords.get(), &position, &key, &value)) result.keywords.emplace_back(textOf(key), world.idOf(value));
  return result;
}

bool isOfBlocksClass(PyObject* object, const char* name) {
  if (std::strcmp(Py_TYPE(object)->tp_name, name) != 0) return false;
  return packageAttribute("pyrite.object_blocks", name).get() == reinterpret_cast<PyObject*>(Py_TYPE(object));
}

/// A block of objmode, or what stands for a variable that it assigns.
std::optional<StaticValue> objectCallValue(LiveWorld& world, PyObject* object) {
  if (isOfBlocksClass(object, "UntypedVariable")) return StaticRefused{textOf(attributeOrNull(object, "refusal").get())};
  if (!isOfBlocksClass(object, "ObjectBlock")) return std::nullopt;
  const Ref function = attributeOrNull(object, "function"), result = attributeOrNull(object, "result");
  const Ref code = function ? attributeOrNull(function.get(), "__code__") : Ref();
  const auto read = code ? snapshotCode(code.get()) : nullptr;
  const Type type = result ? typeOfTypeObject(world, result.get()) : nullptr;
  if (read == nullptr || type == nullptr) return std::nullopt;
  return StaticObjectCall{world.idOf(function.get()), read->variables, type};
}

ir::RaiseArgument raiseArgument(LiveWorld& world, PyObject* object);

StaticValue exceptionValue(LiveWorld& world, PyObject* object) {
  StaticException result;
  result.cls = world.idOf(reinterpret_cast<PyObject*>(Py_TYPE(object)));
  const Ref arguments = attributeOrNull(object, "args");
  if (arguments && PyTuple_Check(arguments.get()))
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(arguments.get()); ++i)
      result.arguments.push_back(raiseArgument(world, PyTuple_GET_ITEM(arguments.get(), i)));
  return result;
}

ir::RaiseArgument raiseArgument(LiveWorld& world, PyObject* object) {
  if (object == Py_None) return {};
  if (PyBool_Check(object)) return {object == Py_True};
  if (PyFloat_CheckExact(object)) return {PyFloat_AsDouble(object)};
  if (PyUnicode_CheckExact(object) && isReadableText(object)) return {textOf(object)};
  if (PyLong_CheckExact(object)) {
    int overflow = 0;
    const long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (overflow == 0) return {static_cast<std::int64_t>(value)};
  }
  return {world.idOf(object)};
}

/// The value type that a class stands for, nullptr when it stands for none.
Type typeOfClass(PyObject* cls) {
  if (cls == reinterpret_cast<PyObject*>(&PyBool_Type)) return types::boolType();
  if (cls == reinterpret_cast<PyObject*>(&PyLong_Type)) return types::int64();
  if (cls == reinterpret_cast<PyObject*>(&PyFloat_Type)) return types::float64();
  if (cls == reinterpret_cast<PyObject*>(&PyComplex_Type)) return types::complex128();
  return typeOfScalarClass(reinterpret_cast<PyTypeObject*>(cls));
}

/// Whether exceptions of the class have what they are made with as their `args`.
bool keepsArguments(PyObject* cls) {
  const Ref answer = packageAttribute("pyrite.user_classes", "keeps_arguments");
  const Ref known = answer ? Ref::steal(PyObject_CallFunctionObjArgs(answer.get(), cls, nullptr)) : Ref();
  if (!known) PyErr_Clear();
  return known && known.get() == Py_True;
}

StaticValue classValue(LiveWorld& world, PyObject* cls) {
  const std::string module = textOf(attributeOrNull(cls, "__module__").get());
  if (const Type type = typeOfClass(cls); type != nullptr) {
    const std::string package = module == "builtins" ? "builtins." : "numpy.";
    std::string name = textOf(attributeOrNull(cls, "__name__").get());
    return StaticType{type, package + name};
  }
  if (isSubtype(cls, reinterpret_cast<PyTypeObject*>(PyExc_BaseException))) {
    const std::string name = textOf(attributeOrNull(cls, "__qualname__").get());
    return StaticExceptionClass{module == "builtins" ? name : module + "." + name, keepsArguments(cls)};
  }
  if (isSubtype(cls, &PyTuple_Type) && cls != reinterpret_cast<PyObject*>(&PyTuple_Type))
    if (attributeOrNull(cls, "_fields") && unusualMemberOf(cls).empty())
      return StaticNamedTupleClass{textOf(attributeOrNull(cls, "__name__").get()), fieldsOf(cls)};
  if (auto known = enumClassValue(world, cls)) return *std::move(known);
  if (auto name = knownName(cls)) return StaticBuiltin{std::move(*name)};
  if (auto known = userClassValue(world, cls)) return *std::move(known);
  return StaticOpaque{"class " + displayNameOf(cls)};
}

bool isEnumMember(PyObject* object) {
  const Ref base = packageAttribute("enum", "Enum");
  return base && PyObject_IsInstance(object, base.get()) == 1;
}

StaticValue arrayLibraryValue(PyObject* object, bool& isOne) {
  isOne = true;
  if (PyArray_Check(object)) return arrayValue(object);
  if (PyArray_IsScalar(object, Generic)) {
    if (const Type type = typeOfScalarClass(Py_TYPE(object)); type != nullptr) return numpyScalar(object, type);
    return StaticOpaque{Py_TYPE(object)->tp_name};
  }
  if (PyArray_DescrCheck(object)) {
    const Type type = typeOfDtype(reinterpret_cast<PyArray_Descr*>(object));
    if (type != nullptr && !isSwapped(reinterpret_cast<PyArray_Descr*>(object))) return StaticType{type, "numpy.dtype"};
    return StaticOpaque{"dtype that is not supported"};
  }
  isOne = false;
  return StaticOpaque{};
}

/// What stands for a universal function of ours in compiled code; borrowed.
PyObject* behindUfunc(PyObject* object) {
  if (std::strcmp(Py_TYPE(object)->tp_name, "DUFunc") != 0) return nullptr;
  if (packageAttribute("pyrite.ufuncs", "DUFunc").get() != reinterpret_cast<PyObject*>(Py_TYPE(object))) return nullptr;
  return attributeOrNull(object, "_applied").get();  // which the object holds
}

}  // namespace

PyObject* functionBehind(PyObject* object) {
  if (PyFunction_Check(object)) return object;
  if (const KernelState* kernel = kernelOf(object)) return kernel->function.get();
  return PyType_Check(object) ? nullptr : behindUfunc(object);
}

Ref compiledForm(PyObject* function) {
  // Whoever uses objmode has loaded its module.
  if (PyDict_GetItemString(PyImport_GetModuleDict(), "pyrite.object_blocks") == nullptr) return Ref::share(function);
  const Ref rewrite = packageAttribute("pyrite.object_blocks", "rewritten");
  return rewrite ? Ref::steal(PyObject_CallFunctionObjArgs(rewrite.get(), function, nullptr)) : Ref();
}

StaticValue describeObject(LiveWorld& world, PyObject* object) {
  if (object == Py_None) return StaticNone{};
  if (object == Py_Ellipsis) return StaticEllipsis{};
  if (PyBool_Check(object)) return StaticNumber{types::boolType(), object == Py_True};
  if (PyLong_CheckExact(object)) return integerValue(object);
  if (PyFloat_CheckExact(object)) return StaticNumber{types::float64(), PyFloat_AsDouble(object)};
  if (PyComplex_CheckExact(object))
    return StaticNumber{types::complex128(),
                        std::complex<double>(PyComplex_RealAsDouble(object), PyComplex_ImagAsDouble(object))};
  if (PyUnicode_CheckExact(object) && isReadableText(object)) return StaticString{textOf(object)};
  if (PyBytes_CheckExact(object))
    return StaticBytes{std::string(PyBytes_AS_STRING(object), static_cast<std::size_t>(PyBytes_GET_SIZE(object)))};
  if (PyTuple_Check(object)) return tupleValue(world, object);
  if (PySlice_Check(object)) return sliceValue(world, object);
  if (PyModule_Check(object)) return StaticModule{textOf(attributeOrNull(object, "__name__").get())};
  if (loadNumpy(false)) {
    bool isOne = false;
    StaticValue value = arrayLibraryValue(object, isOne);
    if (isOne) return value;
  }
  if (PyType_Check(object)) return classValue(world, object);
  if (auto block = objectCallValue(world, object)) return *std::move(block);
  if (PyExceptionInstance_Check(object)) return exceptionValue(world, object);
  if (const Type type = typeOfTypeObject(world, object); type != nullptr)
    return StaticType{type, "pyrite." + types::toString(type)};
  if (auto name = knownName(object)) return StaticBuiltin{std::move(*name)};
  if (functionBehind(object) != nullptr) return functionValue(world, object);
  if (auto partial = partialValue(world, object)) return *std::move(partial);
  if (isEnumMember(object)) {
    if (const auto member = enumMemberValue(world, object)) return *member;
    if (PyLong_Check(object)) return integerValue(object);
  }
  return StaticOpaque{Py_TYPE(object)->tp_name};
}

}  // namespace pyrite::bridge
