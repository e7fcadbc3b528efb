"""Names of the countries the hosted page offers; others appear by their code."""

from __future__ import annotations

NAMES = {
    "AR": "Argentina", "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BG": "Bulgaria", "BH": "Bahrain",
    "BR": "Brazil", "CA": "Canada", "CH": "Switzerland", "CL": "Chile", "CN": "China", "CO": "Colombia",
    "CY": "Cyprus", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "EG": "Egypt", "ES": "Spain",
    "FI": "Finland", "FR": "France", "GB": "United Kingdom", "GR": "Greece", "HK": "Hong Kong", "HR": "Croatia",
    "HU": "Hungary", "ID": "Indonesia", "IE": "Ireland", "IL": "Israel", "IN": "India", "IS": "Iceland",
    "IT": "Italy", "JO": "Jordan", "JP": "Japan", "KR": "South Korea", "KW": "Kuwait", "LT": "Lithuania",
    "LU": "Luxembourg", "LV": "Latvia", "MA": "Morocco", "MT": "Malta", "MX": "Mexico", "MY": "Malaysia",
    "NG": "Nigeria", "NL": "Netherlands", "NO": "Norway", "NZ": "New Zealand", "OM": "Oman", "PE": "Peru",
    "PH": "Philippines", "PL": "Poland", "PT": "Portugal", "QA": "Qatar", "RO": "Romania", "SA": "Saudi Arabia",
    "SE": "Sweden", "SG": "Singapore", "SI": "Slovenia", "SK": "Slovakia", "TH": "Thailand", "TN": "Tunisia",
    "TR": "Türkiye", "TW": "Taiwan", "UA": "Ukraine", "AE": "United Arab Emirates", "US": "United States",
    "UY": "Uruguay", "VN": "Vietnam", "ZA": "South Africa",
}  # fmt: skip


def choices(codes: list[str] | None = None) -> list[tuple[str, str]]:
    """Return codes with their names, sorted by name; all known ones when `codes` is None."""
    named = [(code, NAMES.get(code, code)) for code in (codes if codes is not None else list(NAMES))]
    return sorted(named, key=lambda pair: pair[1])
