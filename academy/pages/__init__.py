"""The Academy's pages: form → service → page."""

from academy.pages import certificates, courses, leading, lessons, offers, own, practice

MODULES = (courses, lessons, certificates, leading, practice, offers, own)
