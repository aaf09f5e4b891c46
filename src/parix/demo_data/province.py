"""The demonstration: a made-up province over some years, the last of them still running."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from parix.criteria.editions import Edition
from parix.demo_data.dispositions import Disposition
from parix.demo_data.made_up_agencies import DEPARTMENTS, PROVINCE, PROVINCE_QUALITY, Department, agency_of
from parix.demo_data.measuring import WHOLE, measurement_sets
from parix.foundation.agencies import Agency
from parix.foundation.measurements import MeasurementSet
from parix.foundation.periods import Period

STILL_RUNNING = Fraction(17, 20)


@dataclass(frozen=True, slots=True)
class DemoProvince:
    """`years` in order; all but the last are complete (a single year is complete)."""

    seed: int
    years: tuple[int, ...]
    province: Agency
    departments: tuple[Agency, ...]
    dispositions: tuple[Disposition, ...]

    @property
    def agencies(self) -> tuple[Agency, ...]:
        return (self.province, *self.departments)

    def measurement_sets(self, edition: Edition, year: int) -> tuple[MeasurementSet, ...]:
        """Of every agency whose kind the edition covers. Raises ValueError for a year that was not asked for."""
        if year not in self.years:
            raise ValueError(f"năm {year} không có trong bộ số liệu minh họa; các năm có: {', '.join(map(str, self.years))}")
        running = len(self.years) > 1 and year == self.years[-1]
        told = {one.agency.code: one for one in self.dispositions}
        return measurement_sets(edition, self.agencies, Period.of_year(year), self.seed, STILL_RUNNING if running else WHOLE, told)


def demo_province(seed: int, years: tuple[int, ...]) -> DemoProvince:
    """The same seed gives the same figures; a year's figures also depend on how many years come after it (trends)."""
    rising = tuple(sorted(set(years)))
    if not rising:
        raise ValueError("cần ít nhất một năm")
    province = Disposition(seed, PROVINCE, PROVINCE_QUALITY, 160_000)
    departments = tuple(_disposition(seed, one, rising) for one in DEPARTMENTS)
    return DemoProvince(seed, rising, PROVINCE, tuple(one.agency for one in departments), (province, *departments))


def _disposition(seed: int, department: Department, years: tuple[int, ...]) -> Disposition:
    """Trends run through zero in the middle year, and one year further back for what is compared with the year before."""
    middle = (years[0] + years[-1]) / 2
    shift = {
        (family, Period.of_year(year)): step * (year - middle)
        for family, step in department.trend.items() for year in range(years[0] - 1, years[-1] + 1)
    }
    return Disposition(seed, agency_of(department), department.quality, department.dossiers, shift, department.counts)
