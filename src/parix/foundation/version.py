"""The version of the software, written into every stored result."""

SOFTWARE_VERSION = "0.1.0"
