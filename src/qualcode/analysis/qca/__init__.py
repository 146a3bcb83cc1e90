"""Qualitative comparative analysis (Ragin; Duşa): calibration, truth table, minimisation, fit, robustness."""
