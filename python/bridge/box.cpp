// The frame's result as a Python object.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "python/bridge/buffers.hpp"
#include "python/bridge/classes.hpp"
#include "python/bridge/frame_plan.hpp"
#include "python/bridge/generators.hpp"
#include "python/bridge/kernel.hpp"
#include "python/bridge/lists.hpp"
#include "python/bridge/memory.hpp"
#include "python/bridge/raise.hpp"
#include "runtime/functions.hpp"
#include "runtime/memory.hpp"

namespace pyrite::bridge {

namespace {

template <class T>
T load(const char* frame, std::int64_t offset) {
  T value;
  std::memcpy(&value, frame + offset, sizeof value);
  return value;
}

double halfValue(std::uint16_t bits) {
  const int exponent = bits >> 10 & 0x1f, mantissa = bits & 0x3ff;
  double magnitude = 0;
  if (exponent == 0x1f) {
    magnitude = mantissa != 0 ? std::nan("") : INFINITY;
  } else if (exponent == 0) {
    magnitude = std::ldexp(mantissa, -24);
  } else {
    magnitude = std::ldexp(mantissa | 0x400, exponent - 25);
  }
  return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

double loadFloat(int bits, const char* frame, std::int64_t offset) {
  if (bits == 64) return load<double>(frame, offset);
  if (bits == 32) return static_cast<double>(load<float>(frame, offset));
  return halfValue(load<std::uint16_t>(frame, offset));
}

PyObject* boxInt(Type type, const char* frame, std::int64_t offset) {
  switch (type->bits) {
    case 8:
      return PyLong_FromLong(type->isSigned ? long{load<std::int8_t>(frame, offset)} : long{load<std::uint8_t>(frame, offset)});
    case 16:
      return PyLong_FromLong(type->isSigned ? long{load<std::int16_t>(frame, offset)}
                                            : long{load<std::uint16_t>(frame, offset)});
    case 32:
      if (type->isSigned) return PyLong_FromLong(load<std::int32_t>(frame, offset));
      return PyLong_FromUnsignedLong(load<std::uint32_t>(frame, offset));
    case 64:
      if (type->isSigned) return PyLong_FromLongLong(load<std::int64_t>(frame, offset));
      return PyLong_FromUnsignedLongLong(load<std::uint64_t>(frame, offset));
  }
  PyErr_Format(PyExc_SystemError, "an integer of %d bits", int{type->bits});
  return nullptr;
}

struct Descriptor {
  void* owner = nullptr;
  char* data = nullptr;
  npy_intp shape[NPY_MAXDIMS] = {}, strides[NPY_MAXDIMS] = {};
};

Descriptor loadDescriptor(const BoxNode& node, const char* frame) {
  Descriptor result;
  const auto dimensions = static_cast<std::size_t>(node.type->ndim);
  result.owner = load<void*>(frame, node.parts[0]);
  result.data = load<char*>(frame, node.parts[1]);
  for (std::size_t i = 0; i < dimensions; ++i) {
    result.shape[i] = static_cast<npy_intp>(load<std::int64_t>(frame, node.parts[2 + i]));
    result.strides[i] = static_cast<npy_intp>(load<std::int64_t>(frame, node.parts[2 + dimensions + i]));
  }
  return result;
}

/// Whether the array has just that memory.
bool hasDescriptor(PyArrayObject* array, const BoxNode& node, const Descriptor& result) {
  const int dimensions = node.type->ndim;
  if (PyArray_NDIM(array) != dimensions || PyArray_DATA(array) != result.data ||
      typeOfDtype(PyArray_DESCR(array)) != node.type->dtype())
    return false;
  for (int i = 0; i < dimensions; ++i)
    if (PyArray_DIMS(array)[i] != result.shape[i] || PyArray_STRIDES(array)[i] != result.strides[i]) return false;
  return PyArray_ISWRITEABLE(array) != node.type->isReadOnly;
}

/// Whether the array is the very object the descriptor was made from.
bool isSame(PyArrayObject* array, const BoxNode& node, const Descriptor& result) {
  return hasDescriptor(array, node, result) && !isBufferArray(reinterpret_cast<PyObject*>(array));
}

/// Whether the array's elements lie around the address.
bool covers(PyArrayObject* array, const char* address) {
  const char *low = PyArray_BYTES(array), *high = low;
  for (int i = 0; i < PyArray_NDIM(array); ++i) {
    const npy_intp reach = (PyArray_DIMS(array)[i] - 1) * PyArray_STRIDES(array)[i];
    if (PyArray_DIMS(array)[i] == 0) return address == low;
    (reach < 0 ? low : high) += reach;
  }
  return low <= address && address < high + PyArray_ITEMSIZE(array);
}

/// The array among the arguments (inside tuples as well) that satisfies the predicate; borrowed, or nullptr.
template <class Predicate>
PyObject* findArray(PyObject* const* objects, std::size_t count, const Predicate& predicate) {
  for (std::size_t i = 0; i < count; ++i) {
    PyObject* object = objects[i];
    if (Py_TYPE(object) == arrayType || (PyArray_Check(object) && !PyTuple_Check(object))) {
      if (predicate(asArray(object))) return object;
    } else if (PyTuple_Check(object) || PyList_CheckExact(object)) {
      const bool isTuple = PyTuple_Check(object);
      for (Py_ssize_t item = 0; item < (isTuple ? PyTuple_GET_SIZE(object) : PyList_GET_SIZE(object)); ++item) {
        PyObject* inner = isTuple ? PyTuple_GET_ITEM(object, item) : PyList_GET_ITEM(object, item);
        if (PyObject* found = findArray(&inner, 1, predicate)) return found;
      }
    }
  }
  return nullptr;
}

PyObject* boxArray(const BoxNode& node, char* frame, const BoxContext& context) {
  Descriptor result = loadDescriptor(node, frame);
  Ref base;
  if (result.owner != nullptr) {
    std::size_t bytes = static_cast<std::size_t>(PyDataType_ELSIZE(reinterpret_cast<PyArray_Descr*>(node.object.get())));
    for (int i = 0; i < node.type->ndim; ++i) bytes *= static_cast<std::size_t>(result.shape[i]);
    base = newMemory(result.owner, bytes);
    if (!base) return nullptr;
  } else {
    const auto same = [&](PyArrayObject* array) { return isSame(array, node, result); };
    const auto findField = [&](const auto& predicate) -> PyObject* {
      if (context.lists == nullptr) return nullptr;
      for (const Ref& array : context.lists->arrays())
        if (PyObject* object = array.get(); findArray(&object, 1, predicate)) return object;
      return nullptr;
    };
    if (PyObject* field = findField(same)) return Py_INCREF(field), field;
    if (PyObject* argument = findArray(context.arguments, context.argumentCount, same)) return Py_INCREF(argument), argument;
    const auto around = [&](PyArrayObject* array) { return covers(array, result.data); };
    base = Ref::share(findArray(context.arguments, context.argumentCount, around));
    if (!base) base = Ref::share(findField(around));
    if (!base) base = Ref::share(context.code);
  }
  Py_INCREF(node.object.get());  // the constructor steals it
  const int flags = node.type->isReadOnly ? 0 : NPY_ARRAY_WRITEABLE;
  Ref array = Ref::steal(PyArray_NewFromDescr(arrayType, reinterpret_cast<PyArray_Descr*>(node.object.get()), node.type->ndim,
                                              result.shape, result.strides, result.data, flags, nullptr));
  if (!array) return nullptr;
  if (base && PyArray_SetBaseObject(asArray(array.get()), base.release()) < 0) return nullptr;
  return array.release();
}

PyObject* boxText(const BoxNode& node, const char* frame) {
  const auto* codes = load<const Py_UCS4*>(frame, node.parts[1]);
  PyObject* text =
      PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, codes, static_cast<Py_ssize_t>(load<std::int64_t>(frame, node.parts[2])));
  releaseOwner(load<void*>(frame, node.parts[0]));
  return text;
}

/// The buffer that was passed, or what the interpreter has for a part of it.
PyObject* boxBuffer(const BoxNode& node, char* frame, const BoxContext& context) {
  const BoxNode& inner = node.children[0];
  const Descriptor result = loadDescriptor(inner, frame);
  const auto isArgument = [&](PyArrayObject* array) {
    return isBufferArray(reinterpret_cast<PyObject*>(array)) && hasDescriptor(array, inner, result);
  };
  if (PyObject* argument = findArray(context.arguments, context.argumentCount, isArgument))
    return bufferBehind(argument).release();
  const Ref array = Ref::steal(boxArray(inner, frame, context));
  return array ? partOfBuffer(node.type->name, array.get()).release() : nullptr;
}

/// The list that was passed, or a new one; the compiled one is released.
PyObject* boxList(const BoxNode& node, const char* frame, const BoxContext& context) {
  void* list = load<void*>(frame, node.offset);
  if (PyObject* argument = context.lists == nullptr ? nullptr : context.lists->find(list)) {
    releaseBoxed(node, frame);
    return Py_INCREF(argument), argument;
  }
  const runtime::ListData& data = runtime::listData(list);
  Ref result = Ref::steal(PyList_New(static_cast<Py_ssize_t>(data.length)));
  for (std::int64_t i = 0; result && i < data.length; ++i) {
    char* item = data.items + i * node.itemSize;
    retainBoxed(node.children[0], item);
    PyObject* boxed = box(node.children[0], item, context);
    if (boxed == nullptr)
      result = Ref();
    else
      PyList_SET_ITEM(result.get(), static_cast<Py_ssize_t>(i), boxed);
  }
  releaseBoxed(node, frame);
  return result.release();
}

/// The object that was passed, or a new one of its class; the compiled one is released when the call ends.
PyObject* boxInstance(const BoxNode& node, const char* frame, const BoxContext& context) {
  void* instance = load<void*>(frame, node.offset);
  if (PyObject* known = context.lists == nullptr ? nullptr : context.lists->find(instance)) {
    Py_INCREF(known);
    releaseBoxed(node, frame);
    return known;
  }
  Ref object =
      Ref::steal(PyObject_CallMethod(reinterpret_cast<PyObject*>(&PyBaseObject_Type), "__new__", "O", node.object.get()));
  char* fields = static_cast<char*>(instance) + runtime::kDataOffset;
  for (std::size_t i = 0; object && i < node.children.size(); ++i) {
    const BoxNode& child = node.children[i];
    if (child.type->is(types::Kind::Unbound)) continue;
    const bool isFlagged = child.type->is(types::Kind::MaybeUnbound);
    if (isFlagged && load<std::uint8_t>(fields, child.parts[0]) == 0) continue;
    const BoxNode& held = isFlagged ? child.children[0] : child;
    retainBoxed(held, fields);
    const Ref value = Ref::steal(box(held, fields, context));
    const Ref name = newText(node.type->fields[i]);
    if (!value || PyObject_GenericSetAttr(object.get(), name.get(), value.get()) < 0) object = Ref();
  }
  if (object && context.lists != nullptr)
    context.lists->noteMade(node, instance, object.get());
  else
    releaseBoxed(node, frame);
  return object.release();
}

PyObject* boxTuple(const BoxNode& node, char* frame, const BoxContext& context) {
  Ref tuple = Ref::steal(PyTuple_New(static_cast<Py_ssize_t>(node.children.size())));
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    PyObject* item = tuple ? box(node.children[i], frame, context) : nullptr;
    if (item == nullptr) {
      for (std::size_t rest = tuple ? i + 1 : i; rest < node.children.size(); ++rest) releaseBoxed(node.children[rest], frame);
      return nullptr;
    }
    PyTuple_SET_ITEM(tuple.get(), static_cast<Py_ssize_t>(i), item);
  }
  if (!tuple || !node.type->isNamedTuple()) return tuple.release();
  return PyObject_Call(node.object.get(), tuple.get(), nullptr);
}

PyObject* boxParts(const BoxNode& node, const char* frame, PyTypeObject* cls) {
  Ref values[3];
  for (std::size_t i = 0; i < 3; ++i) {
    const bool isNone = cls == &PySlice_Type && node.type->items[i]->is(types::Kind::None);
    values[i] = isNone ? Ref::share(Py_None) : Ref::steal(PyLong_FromLongLong(load<std::int64_t>(frame, node.parts[i])));
    if (!values[i]) return nullptr;
  }
  return PyObject_CallFunctionObjArgs(reinterpret_cast<PyObject*>(cls), values[0].get(), values[1].get(), values[2].get(),
                                      nullptr);
}

bool isAbsent(const BoxNode& node, const char* frame) {
  const bool isFlagged = node.type->is(types::Kind::Optional) || node.type->is(types::Kind::MaybeUnbound);
  return isFlagged && load<std::uint8_t>(frame, node.parts[0]) == 0;
}

}  // namespace

void retainBoxed(const BoxNode& node, const char* frame) {
  if (node.type->isArray() || node.type->isText()) prt_retain(load<void*>(frame, node.parts[0]));
  if (node.type->isList() || node.type->isInstance() || node.type->is(types::Kind::Generator))
    return prt_retain(load<void*>(frame, node.offset));
  if (isAbsent(node, frame)) return;
  for (const BoxNode& child : node.children) retainBoxed(child, frame);
}

void releaseBoxed(const BoxNode& node, const char* frame) {
  if (node.type->isArray() || node.type->isText()) releaseOwner(load<void*>(frame, node.parts[0]));
  if (node.type->is(types::Kind::Generator)) return prt_generator_release(load<void*>(frame, node.offset));
  if (node.type->isList()) {
    void* list = load<void*>(frame, node.offset);
    if (list == nullptr || prt_drop_reference(list) == 0) return;
    const runtime::ListData& data = runtime::listData(list);
    for (std::int64_t i = 0; types::isCounted(node.type->item()) && i < data.length; ++i)
      releaseBoxed(node.children[0], data.items + i * node.itemSize);
    return prt_list_free(list);
  }
  if (node.type->isInstance()) {
    void* instance = load<void*>(frame, node.offset);
    if (instance == nullptr || prt_drop_reference(instance) == 0) return;
    for (const BoxNode& child : node.children) releaseBoxed(child, static_cast<const char*>(instance) + runtime::kDataOffset);
    return prt_free(instance);
  }
  if (isAbsent(node, frame)) return;
  for (const BoxNode& child : node.children) releaseBoxed(child, frame);
}

bool canBox(Type type) {
  switch (type->kind) {
    case types::Kind::Void:
    case types::Kind::None:
    case types::Kind::Ellipsis:
    case types::Kind::Bool:
    case types::Kind::Int:
    case types::Kind::Float:
    case types::Kind::Complex:
    case types::Kind::Array:
    case types::Kind::Range:
    case types::Kind::Slice:
    case types::Kind::Time:
    case types::Kind::Enum:
    case types::Kind::Text:
      return true;
    case types::Kind::Generator:
      return canBox(type->item(0)) && canBox(type->item(1));
    case types::Kind::Box:
      return type->isInstance() && std::all_of(type->items.begin(), type->items.end(), [](Type item) {
               if (item->is(types::Kind::MaybeUnbound)) return canBox(item->item());
               return item->is(types::Kind::Unbound) || canBox(item);
             });
    case types::Kind::List:
      return type->item()->is(types::Kind::Unbound) || canBox(type->item());
    case types::Kind::Tuple:
    case types::Kind::Optional:
    case types::Kind::Buffer:
      return std::all_of(type->items.begin(), type->items.end(), canBox);
    case types::Kind::Static:  // not those that exist only while compiling
      return ObjectTable::instance().find(type->object) != nullptr;
    case types::Kind::Unbound:
    case types::Kind::String:
    case types::Kind::MaybeUnbound:
    case types::Kind::Closure:
    case types::Kind::Owner:
    case types::Kind::Pointer:
    case types::Kind::Slot:
    case types::Kind::Iterator:
    case types::Kind::Error:
    case types::Kind::Template:
    case types::Kind::Function:
      return false;
  }
  return false;
}

BoxNode planBox(const targets::Target& target, Type type, std::int64_t offset) {
  BoxNode node;
  node.type = type;
  node.offset = offset;
  if (type->is(types::Kind::Static)) node.object = Ref::share(ObjectTable::instance().find(type->object));
  if (type->isZeroSize() || type->isNumber()) return node;
  if (type->isEnum()) {
    node.object = enumMembers(ObjectTable::instance().find(type->object));
    return node;
  }
  if (type->is(types::Kind::Generator)) {  // the beginning of its frame, as split_generators.cpp lays it out
    const Type fields[] = {types::int64(), types::boolType(), types::boolType(), type->item(0), type->item(1)};
    const targets::MemoryLayout layout = target.layout(types::tupleType(fields));
    for (std::size_t i = 0; i < 2; ++i) node.children.push_back(planBox(target, type->item(i), layout.partOffsets[3 + i]));
    return node;
  }
  if (type->isInstance()) {
    const targets::MemoryLayout layout = target.layout(types::tupleType(type->items));
    node.itemSize = layout.size;
    node.object = Ref::share(ObjectTable::instance().find(type->object));
    for (std::size_t i = 0; i < type->items.size(); ++i)
      node.children.push_back(planBox(target, type->items[i], layout.partOffsets[i]));
    return node;
  }
  if (type->isList()) {
    node.itemSize = target.layout(type->item()).size;
    node.children.push_back(planBox(target, type->item(), 0));
    return node;
  }
  if (type->isText()) {
    const std::int64_t start = offset + target.layout(type).partOffsets[0];
    for (const std::int64_t part : target.layout(type->item()).partOffsets) node.parts.push_back(start + part);
    return node;
  }
  const targets::MemoryLayout layout = target.layout(type);
  for (const std::int64_t part : layout.partOffsets) node.parts.push_back(offset + part);
  if (type->isTime()) {
    loadNumpy(true);
    node.object = Ref::steal(reinterpret_cast<PyObject*>(dtypeOf(type)));
  } else if (type->isArray()) {
    loadNumpy(true);
    node.object = Ref::steal(reinterpret_cast<PyObject*>(dtypeOf(type->dtype())));
  } else if (type->isTuple()) {
    if (type->isNamedTuple()) node.object = Ref::share(ObjectTable::instance().find(type->object));
    for (std::size_t i = 0; i < type->items.size(); ++i)
      node.children.push_back(planBox(target, type->items[i], node.parts[i]));
  } else if (type->isBuffer()) {
    node.children.push_back(planBox(target, type->item(), node.parts[0]));
  } else if (type->is(types::Kind::Optional) || type->is(types::Kind::MaybeUnbound)) {
    node.children.push_back(planBox(target, type->item(), node.parts[1]));
  }
  return node;
}

PyObject* box(const BoxNode& node, char* frame, const BoxContext& context) {
  switch (node.type->kind) {
    case types::Kind::Void:
    case types::Kind::None:
      Py_RETURN_NONE;
    case types::Kind::Ellipsis:
      return Py_INCREF(Py_Ellipsis), Py_Ellipsis;
    case types::Kind::Bool:
      return PyBool_FromLong(load<std::uint8_t>(frame, node.offset));
    case types::Kind::Int:
      return boxInt(node.type, frame, node.offset);
    case types::Kind::Float:
      return PyFloat_FromDouble(loadFloat(node.type->bits, frame, node.offset));
    case types::Kind::Complex: {
      const int bits = node.type->bits / 2;
      return PyComplex_FromDoubles(loadFloat(bits, frame, node.offset), loadFloat(bits, frame, node.offset + bits / 8));
    }
    case types::Kind::Tuple:
      return boxTuple(node, frame, context);
    case types::Kind::Optional:
      if (load<std::uint8_t>(frame, node.parts[0]) == 0) Py_RETURN_NONE;
      return box(node.children[0], frame, context);
    case types::Kind::Array:
      return boxArray(node, frame, context);
    case types::Kind::Time:
      return PyArray_Scalar(frame + node.offset, reinterpret_cast<PyArray_Descr*>(node.object.get()), nullptr);
    case types::Kind::Enum:
      return Ref::share(PyTuple_GET_ITEM(node.object.get(), load<std::int64_t>(frame, node.offset))).release();
    case types::Kind::Text:
      return boxText(node, frame);
    case types::Kind::Buffer:
      return boxBuffer(node, frame, context);
    case types::Kind::Box:
      if (!node.type->isInstance()) break;
      return boxInstance(node, frame, context);
    case types::Kind::List:
      return boxList(node, frame, context);
    case types::Kind::Generator:
      return newGenerator(node, load<void*>(frame, node.offset), context);
    case types::Kind::Range:
      return boxParts(node, frame, &PyRange_Type);
    case types::Kind::Slice:
      return boxParts(node, frame, &PySlice_Type);
    case types::Kind::Static:
      if (const KernelState* kernel = node.object ? kernelOf(node.object.get()) : nullptr; kernel != nullptr && kernel->face) {
        Ref dispatcher = Ref::steal(PyObject_CallNoArgs(kernel->face.get()));
        return dispatcher && dispatcher.get() == Py_None ? Ref(node.object).release() : dispatcher.release();
      }
      if (node.object) return Ref(node.object).release();
      break;
    case types::Kind::Error:  // an argument of a call that the code makes
      if (context.specialization == nullptr) break;
      return caughtObject(**context.specialization, load<std::int32_t>(frame, node.parts[0]), load<void*>(frame, node.parts[1]))
          .release();
    case types::Kind::Unbound:
    case types::Kind::String:
    case types::Kind::MaybeUnbound:
    case types::Kind::Closure:
    case types::Kind::Owner:
    case types::Kind::Pointer:
    case types::Kind::Slot:
    case types::Kind::Iterator:
    case types::Kind::Template:
    case types::Kind::Function:
      break;
  }
  PyErr_Format(PyExc_TypeError, "a value of type %s cannot be returned to Python", types::toString(node.type).c_str());
  return nullptr;
}

}  // namespace pyrite::bridge
