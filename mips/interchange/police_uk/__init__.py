"""What data.police.uk publishes of a force - crimes, outcomes, stop and searches - read into the record."""
