// Values in frames.
#include "tests/file_test/frames.hpp"

#include <cstring>
#include <map>

#include "frontend/ir/builder.hpp"

namespace pyrite::file_test {

using ir::RunValue;
using types::Type;

namespace {

constexpr std::size_t kData = 1, kShape = 2;

bool hasParts(Type type) { return !type->isNumber() && !type->isZeroSize() && ir::partCount(type) > 0; }

RunValue copied(const RunValue& value, std::map<const std::string*, std::shared_ptr<std::string>>& blocks) {
  RunValue copy = value;
  if (value.memory != nullptr) {
    std::shared_ptr<std::string>& block = blocks[value.memory.get()];
    if (block == nullptr) block = std::make_shared<std::string>(*value.memory);
    copy.memory = block;
  }
  for (RunValue& part : copy.parts) part = copied(part, blocks);
  return copy;
}

}  // namespace

std::vector<RunValue> withOwnMemory(const std::vector<RunValue>& values) {
  std::map<const std::string*, std::shared_ptr<std::string>> blocks;
  std::vector<RunValue> copies;
  for (const RunValue& value : values) copies.push_back(copied(value, blocks));
  return copies;
}

std::int64_t readInteger(const std::string& frame, std::int64_t offset) {
  std::int64_t value = 0;
  std::memcpy(&value, frame.data() + offset, sizeof value);
  return value;
}

void encode(const targets::Target& target, Type type, const RunValue& value, std::string& frame, std::int64_t offset,
            std::vector<Block>& blocks) {
  if (type->isNumber()) return ir::storeNumber(type, value, frame.data() + offset);
  if (!hasParts(type)) return;
  const targets::MemoryLayout layout = target.layout(type);
  if (type->isArray()) {
    // Whoever calls keeps the memory alive: the owner stays null.
    const RunValue& data = value.parts[kData];
    blocks.push_back({*data.memory, offset + layout.partOffsets[kData], data.offset});
    for (std::size_t i = kShape; i < value.parts.size(); ++i)
      ir::storeNumber(types::int64(), value.parts[i], frame.data() + offset + layout.partOffsets[i]);
    return;
  }
  for (std::size_t i = 0; i < value.parts.size(); ++i)
    encode(target, ir::partType(type, i), value.parts[i], frame, offset + layout.partOffsets[i], blocks);
}

RunValue decode(const targets::Target& target, Type type, const std::string& frame, std::int64_t offset,
                const std::function<std::string(Type, std::int64_t)>& readElements) {
  if (type->isNumber()) return ir::loadNumber(type, frame.data() + offset);
  RunValue value;
  if (!hasParts(type)) return value;
  const targets::MemoryLayout layout = target.layout(type);
  if (type->isArray()) {
    std::vector<std::int64_t> shape;
    for (std::size_t i = 0; i < type->ndim; ++i) shape.push_back(readInteger(frame, offset + layout.partOffsets[kShape + i]));
    const std::string bytes = readElements(type, offset);
    const auto size = static_cast<std::size_t>(ir::itemSize(type->dtype()));
    std::vector<RunValue> elements;
    for (std::size_t at = 0; at + size <= bytes.size(); at += size)
      elements.push_back(ir::loadNumber(type->dtype(), bytes.data() + at));
    return ir::runArray(type, shape, elements);
  }
  for (std::size_t i = 0; i < ir::partCount(type); ++i)
    value.parts.push_back(decode(target, ir::partType(type, i), frame, offset + layout.partOffsets[i], readElements));
  return value;
}

void forEachArray(const targets::Target& target, Type type, std::int64_t offset,
                  const std::function<void(Type, std::int64_t)>& visit) {
  if (type->isArray()) return visit(type, offset);
  if (!hasParts(type)) return;
  const targets::MemoryLayout layout = target.layout(type);
  for (std::size_t i = 0; i < ir::partCount(type); ++i)
    forEachArray(target, ir::partType(type, i), offset + layout.partOffsets[i], visit);
}

}  // namespace pyrite::file_test
