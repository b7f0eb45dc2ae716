"""Responses from a file: raw exports of SurveyMonkey and Qualtrics, our own, and plain tables."""
