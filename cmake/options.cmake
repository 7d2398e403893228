# How every file of ours is compiled and linked, and the function that adds a folder.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Kind of build" FORCE)
endif()

include_directories(${CMAKE_SOURCE_DIR})   # includes are written from the repository root
add_compile_options(-Wall -Wextra -Werror -ffunction-sections -fdata-sections)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 sees overlapping copies in every "literal" + std::string (GCC's bug 105651).
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()
# LLVM names libraries that nothing of ours reaches, z3 for one.
# The build id tells the object cache which compiler made an entry.
add_link_options(-Wl,--gc-sections -Wl,--as-needed -Wl,--build-id=sha1)

if(PYRITE_SANITIZE)
  add_compile_options(-fsanitize=${PYRITE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # What the JIT makes has no mark before it that a call through a pointer could check.
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    add_compile_options(-fno-sanitize=function)
  endif()
  add_link_options(-fsanitize=${PYRITE_SANITIZE})
endif()

find_program(PYRITE_CCACHE ccache)
if(PYRITE_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${PYRITE_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PYRITE_CCACHE})
endif()

# lld links LLVM's archives in a second, where ld takes four.
find_program(PYRITE_LLD NAMES ld.lld-22 ld.lld HINTS /usr/lib/llvm-22/bin)
if(PYRITE_LLD AND CMAKE_CXX_COMPILER_ID MATCHES Clang)
  add_link_options(--ld-path=${PYRITE_LLD})
elseif(PYRITE_LLD)
  # g++ only takes a linker called ld.lld, from a folder that it is told of.
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/linker)
  file(CREATE_LINK ${PYRITE_LLD} ${CMAKE_BINARY_DIR}/linker/ld.lld SYMBOLIC)
  add_link_options(-B${CMAKE_BINARY_DIR}/linker -fuse-ld=lld)
endif()

# While a folder is not there yet, nothing of it is built.
function(pyrite_add_folder folder)
  if(EXISTS ${CMAKE_SOURCE_DIR}/${folder}/CMakeLists.txt)
    add_subdirectory(${folder})
  else()
    message(STATUS "${folder}: not there")
  endif()
endfunction()
