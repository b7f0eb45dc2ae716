"""The pages of this room, in one list for `core.app`."""

from core.account import (
    close,
    data,
    demo,
    email,
    key,
    language,
    password,
    profile,
    proving,
    register,
    sessions,
    sign_in,
    visiting,
)

MODULES = (
    sign_in,
    register,
    language,
    profile,
    proving,
    password,
    email,
    sessions,
    data,
    close,
    demo,
    visiting,
    key,
)
