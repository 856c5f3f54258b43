"""Foundations shared by every layer; standard library only."""
